import { execFile } from 'node:child_process';
import { writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A time-stamping authority of the test's own, by openssl: RFC 3161 answers, on this machine alone. */
export interface TimeAuthority {
  readonly rootPem: string;
  /** Where `rootPem` lies. */
  readonly rootFile: string;
  /** A DER `TimeStampResp` for a DER `TimeStampReq`. */
  answer(request: Uint8Array): Promise<Buffer>;
}

export async function startTimeAuthority(
  folder: string,
  options: {
    readonly key?: 'rsa' | 'ec';
  } = {},
): Promise<TimeAuthority> {
  const at = (name: string): string => join(folder, name);
  await writeFile(at('tsa.cnf'), config(folder));
  await writeFile(at('serial'), '01\n');
  const key = options.key === 'ec' ? ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['-newkey', 'rsa:2048'];
  const req = ['req', '-config', at('tsa.cnf'), '-nodes', ...key];
  await run('openssl', [
    ...req,
    '-x509',
    '-days',
    '30',
    '-subj',
    '/CN=Root of a test',
    '-extensions',
    'root',
    '-keyout',
    at('root.key'),
    '-out',
    at('root.pem'),
  ]);
  await run('openssl', [...req, '-subj', '/CN=Clock of a test', '-keyout', at('tsa.key'), '-out', at('tsa.csr')]);
  await run('openssl', [
    'x509',
    '-req',
    '-in',
    at('tsa.csr'),
    '-CA',
    at('root.pem'),
    '-CAkey',
    at('root.key'),
    '-CAcreateserial',
    '-days',
    '20',
    '-extfile',
    at('tsa.cnf'),
    '-extensions',
    'signer',
    '-out',
    at('tsa.pem'),
  ]);
  return {
    rootPem: await readFile(at('root.pem'), 'utf8'),
    rootFile: at('root.pem'),
    async answer(request) {
      await writeFile(at('q.tsq'), request);
      await run('openssl', ['ts', '-reply', '-config', at('tsa.cnf'), '-queryfile', at('q.tsq'), '-out', at('a.tsr')]);
      return readFile(at('a.tsr'));
    },
  };
}

function config(folder: string): string {
  return `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = test
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = clock
[clock]
serial = ${join(folder, 'serial')}
crypto_device = builtin
signer_cert = ${join(folder, 'tsa.pem')}
certs = ${join(folder, 'root.pem')}
signer_key = ${join(folder, 'tsa.key')}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512, sha1
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
}
