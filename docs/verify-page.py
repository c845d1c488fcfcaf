#!/usr/bin/env python3
"""Checks one page of a package: python3 verify-page.py FOLDER FILE (as doc/<id>/p/1.json). What it shows: formats/package.md."""
import base64, hashlib, json, subprocess, sys, tempfile
from pathlib import Path

data = Path(sys.argv[1], 'data')
proof = json.loads((data / 'proofs/proof.json').read_text())
sha = lambda *parts: hashlib.sha256(b''.join(parts)).digest()
must = lambda holds, why: holds or sys.exit(why)
opened = lambda text: json.loads(base64.urlsafe_b64decode(text + '=='))  # [salt, name, value]
# 1. An entry of the log opens to the SHA-256 of this file: the commitment to what is opened is in it (ledger.md)
derivative = ['derivative', sha((data / sys.argv[2]).read_bytes()).hex()]
found = [(each, text) for each in proof['entries'] for text in each['open'] if opened(text)[1:] == derivative]
must(found, 'no entry of the proof is about this file')
line, inclusion, text = found[0][0]['line'], found[0][0]['inclusion'], found[0][1]
entry = json.loads(line)
must(base64.urlsafe_b64encode(sha(text.encode())).decode().rstrip('=') in entry['sd'], 'not what the entry says')
# 2. The entry is in the tree of the checkpoint (RFC 9162, 2.1.3.2)
said, signatures = proof['checkpoint'].split('\n\n')
origin, size, root = said.split('\n')
at, last, carried = entry['seq'], int(size) - 1, sha(b'\0', line.encode())
must(at <= last, 'no entry of this log')
for sibling in map(base64.b64decode, inclusion):
    is_right = at % 2 == 1 or at == last
    carried = sha(b'\1', sibling, carried) if is_right else sha(b'\1', carried, sibling)
    while is_right and at % 2 == 0 and at != 0:
        at, last = at // 2, last // 2
    at, last = at // 2, last // 2
must(last == 0 and carried == base64.b64decode(root), 'not in the log of this checkpoint')
# 3. The checkpoint is signed with a key that is known from elsewhere (c2sp.org/signed-note)
signature = base64.b64decode(signatures.split('\n')[0].split(' ')[2])
name, id, key = next(key.split('+', 2) for key in proof['keys'] if key.split('+')[1] == signature[:4].hex())
with tempfile.TemporaryDirectory() as at:
    Path(at, 'key').write_bytes(bytes.fromhex('302a300506032b6570032100') + base64.b64decode(key)[1:])
    Path(at, 'said').write_bytes(f'{said}\n'.encode())
    Path(at, 'signature').write_bytes(signature[4:])
    command = 'openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in said -sigfile signature'
    must(subprocess.run(command.split(), cwd=at, stdout=subprocess.DEVNULL).returncode == 0, 'not signed with its key')
print(f'Entry {entry["seq"]} of {origin} is about this file. Signed with {name}+{id}+{key}')
