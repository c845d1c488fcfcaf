#!/usr/bin/env python3
"""Checks a package of Touchstone: python3 verify-package.py FOLDER. Python 3.9 and the command openssl (3.0), nothing else.
What it checks, and what that proves: formats/package.md. Exit status: 0 everything holds, 1 something does not."""
import base64, hashlib, json, os, re, struct, subprocess, sys, tempfile

root, faults = sys.argv[1], []
TAGS = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest-sha512.txt', 'signature.txt']
fault = lambda code, where: faults.append(f'{code}: {ascii(str(where)[:200])}')
sha = lambda *parts: hashlib.sha256(b''.join(parts)).digest()
id_of = lambda text: sha(text.encode()).hex()[:16]

class Literal(float):  # a number with a point, as it was spelled
    def __new__(cls, text):
        self = super().__new__(cls, text)
        self.text = text
        return self

def flat(value):  # RFC 8785, of what was spelled so that its numbers are
    if isinstance(value, dict):
        return '{' + ','.join(f'{flat(name)}:{flat(value[name])}' for name in sorted(value)) + '}'
    if isinstance(value, list):
        return '[' + ','.join(map(flat, value)) + ']'
    return value.text if isinstance(value, Literal) else json.dumps(value, ensure_ascii=False)

def must(holds):
    if not holds:
        raise ValueError

def b64(text):  # in its one spelling
    raw = base64.b64decode(text, validate=True)
    must(base64.b64encode(raw).decode() == text)
    return raw

def read(path):
    try:
        return open(os.path.join(root, path), 'rb').read()
    except OSError:
        fault('missing', path)
        return b''

def openssl(*args, **files):  # each file is written for the time of the call; '@name' in args is its path
    with tempfile.TemporaryDirectory() as at:
        for name, content in files.items():
            open(f'{at}/{name}', 'wb').write(content)
        args = [f'{at}/{each[1:]}' if each[0] == '@' else each for each in args]
        done = subprocess.run(['openssl', *args], capture_output=True)
        return done.stdout if done.returncode == 0 else None

def key(text, kind=1):  # c2sp.org/signed-note: <name>+<id>+<base64(kind, 32 bytes)>
    name, id, tagged = str(text).split('+', 2)
    tagged = b64(tagged)
    must(len(tagged) == 33 and tagged[0] == kind and sha(name.encode(), b'\n', tagged).hex()[:8] == id)
    return name, id, bytes.fromhex('302a300506032b6570032100') + tagged[1:]

def signed(der, message, signature):
    args = ['pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', '@key', '-rawin', '-in', '@said', '-sigfile', '@sig']
    return openssl(*args, key=der, said=message, sig=signature) is not None

def note(text, keys=None):  # what is said, what is signed, and the signatures: all hold, each by one of `keys`
    said, lines = text.split('\n\n')
    message, found = (said + '\n').encode(), []
    must(lines.endswith('\n') and said.count('\n') == 2)
    for line in lines[:-1].split('\n'):
        name, encoded = re.fullmatch(r'— (\S+) (\S+)', line).groups()
        raw = b64(encoded)
        found.append((name, raw[:4].hex(), raw[4:]))
    own = said.split('\n')[said.startswith('touchstone/package/v1\n')]
    ders = {(name, id): der for name, id, der in map(key, keys or [])}
    for name, id, signature in found if keys is not None else []:
        must(name == own and (name, id) in ders and signed(ders[name, id], message, signature))
    return said.split('\n'), message, found

def included(leaf, at, size, path, top):  # RFC 9162, 2.1.3.2
    last = size - 1
    for sibling in path:
        if last == 0:
            return False
        if at % 2 == 1 or at == last:
            leaf = sha(b'\1', sibling, leaf)
            while at % 2 == 0 and at != 0:
                at, last = at // 2, last // 2
        else:
            leaf = sha(b'\1', leaf, sibling)
        at, last = at // 2, last // 2
    return last == 0 and leaf == top

# 1. The bag: every file against both lists, and nothing else there
files, octets = {}, 0
for folder, folders, names in os.walk(root):
    inside = os.path.relpath(folder, root)
    for name in names + [each for each in folders if os.path.islink(os.path.join(folder, each))]:
        path = os.path.normpath(os.path.join(inside, name)).replace(os.sep, '/')
        if os.path.islink(os.path.join(root, path)) or not os.path.isfile(os.path.join(root, path)):
            fault('unlisted', path)
            continue
        files[path] = hashlib.sha256(), hashlib.sha512()
        with open(os.path.join(root, path), 'rb') as file:
            while chunk := file.read(1 << 20):
                octets += len(chunk) if path.startswith('data/') else 0
                for hash in files[path]:
                    hash.update(chunk)
    if not folders and not names:
        fault('unlisted', inside)
hashes = {path: [each.hexdigest() for each in both] for path, both in files.items()}
for path in hashes:
    if not path.startswith('data/') and path not in TAGS + ['tagmanifest-sha256.txt', 'tagmanifest-sha512.txt']:
        fault('unlisted', path)
for which, algorithm in enumerate(['sha256', 'sha512']):
    for kind in ['manifest', 'tagmanifest']:
        belongs = lambda path: path.startswith('data/') if kind == 'manifest' else path in TAGS
        lines = read(f'{kind}-{algorithm}.txt').decode('utf-8', 'replace').split('\n')
        listed = dict(reversed(line.split('  ', 1)) for line in lines[:-1] if '  ' in line)
        if ''.join(f'{listed[path]}  {path}\n' for path in sorted(listed)) != '\n'.join(lines):
            fault('manifest', f'{kind}-{algorithm}.txt')
        for path, hash in listed.items():
            if path not in hashes or not belongs(path):
                fault('missing' if belongs(path) else 'manifest', path)
            elif hashes[path][which] != hash:
                fault('changed', path)
        for path in hashes:
            if belongs(path) and path not in listed:
                fault('unlisted', path)
if read('bagit.txt') != b'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n':
    fault('bagit', 'bagit.txt')

# 2. The proof: a signed checkpoint, entries under it, and what was opened of them; the signature over the list of files
entries, proof, keys, publication = {}, {}, [], {}
try:
    publication = json.loads(read('data/publication.json'), parse_float=Literal)
    if publication['format'] != 'touchstone/publication' or publication['version'] != 1:
        fault('version', 'data/publication.json')
    proof = json.loads(read('data/' + publication['proof']))
    lists = all(isinstance(proof.get(name), list) for name in ['keys', 'entries', 'stamps'])
    if (proof['format'], proof['version'], lists) != ('touchstone/proof', 1, True):
        fault('proof', publication['proof'])
        proof = {}
except (ValueError, KeyError, TypeError, AttributeError):
    fault('publication', 'publication.json, or the proof that it names')
try:
    keys = proof.get('keys', [])
    (origin, size, top), message, _ = note(proof['checkpoint'], keys)
    must(re.fullmatch('0|[1-9][0-9]{0,14}', size))
    size, top = int(size), b64(top)
except (ValueError, KeyError, TypeError, AttributeError):
    fault('checkpoint', 'of the proof')
    origin, size, message = None, 0, b''
for each in proof.get('entries', []) if origin else []:
    try:
        entry = json.loads(each['line'])
        must(flat(entry) == each['line'] and set(entry) == {'prev', 'sd', 'seq', 'v'} and entry['seq'] not in entries)
        path = [b64(hash) for hash in each['inclusion']]
        if not (0 <= entry['seq'] < size and included(sha(b'\0', each['line'].encode()), entry['seq'], size, path, top)):
            fault('inclusion', f'entry {entry["seq"]}')
            continue
        fields = {}
        for text in each['open']:
            commitment = base64.urlsafe_b64encode(sha(text.encode())).decode().rstrip('=')
            salt, name, value = json.loads(base64.urlsafe_b64decode(text + '=='))
            if commitment not in entry['sd'] or name in fields or name == '':
                fault('disclosure', f'entry {entry["seq"]}')
            fields[name] = value
        entries[entry['seq']] = fields
    except (ValueError, KeyError, TypeError, AttributeError):
        fault('entry', str(each)[:80])
try:
    said, _, signatures = note(read('signature.txt').decode(), keys)
    must(said == ['touchstone/package/v1', origin, hashes['manifest-sha256.txt'][0]])
    added = [fields['key'] for fields in entries.values() if fields.get('kind') == 'key-added' and 'key' in fields]
    signers = [text for text in keys if key(text)[1] in [id for _, id, _ in signatures]]
    if not set(signers) <= set(added):
        fault('key', 'signature.txt')
except (ValueError, KeyError, TypeError, AttributeError):
    fault('signature', 'signature.txt')

# 3. What is told: every page file in the log, every quotation in its text
texts, used = {}, set()
try:
    if id_of(flat({name: publication[name] for name in publication if name not in ['id', 'proof']})) != publication['id']:
        fault('publication-id', publication['id'])
    for document in publication['documents']:
        pieces, last = [], 0
        for page in document['pages']:
            if page['page'] <= last:
                fault('publication', document['id'])
            last = page['page']
            for what, ending in [('picture', 'webp'), ('text', 'json')]:
                if what not in page:
                    continue
                piece, path = page[what], f'data/doc/{document["id"]}/p/{last}.{ending}'
                pieces.append(piece['sha256'])
                used.add(path)
                fields = entries.get(piece['entry'], {})
                if 'data/' + piece['path'] != path or path not in hashes:
                    fault('publication' if path in hashes else 'missing', path)
                elif hashes[path][0] != piece['sha256']:
                    fault('changed', path)
                elif fields.get('kind') != 'derived' or fields.get('derivative') != piece['sha256']:
                    fault('piece', path)
            content = json.loads(read(path))
            texts[document['id'], last] = content['text'].encode('utf-16-le', 'surrogatepass')
            if content['page'] != last:
                fault('publication', path)
        if id_of(''.join(pieces)) != document['id']:
            fault('document-id', document['id'])
        received = entries.get(document['received']['entry'], {})
        if received.get('kind') != 'received' or received.get('day') != document['received']['day']:
            fault('received', document['id'])
        if 'original' in document:
            hash, path = document['original']['sha256'], f'data/{document["original"]["path"]}'
            used.add(path)
            if path not in hashes or hashes[path][0] != hash:
                fault('changed' if path in hashes else 'missing', path)
            elif not re.fullmatch(rf'data/doc/{document["id"]}/original/{hash[:16]}\.[a-z0-9]+', path):
                fault('publication', path)
            elif received.get('original') != hash:
                fault('original', path)
    for claim in publication['claims']:
        places, told = [], {document['id'] for document in publication['documents']}
        for step in claim.get('lineage', []):
            whence = step['from'].get('document', step['document'])
            if not {step['document'], whence, step.get('evidence', step)['document']} <= told \
                    or step.get('evidence', step)['document'] != step['document'] \
                    or not 0 <= step['from'].get('origin', 0) < len(claim['origins']):
                fault('publication', claim['id'])
        if not {origin.get('document', claim['statements'][0]['citation']['document']) for origin in claim['origins']} <= told:
            fault('publication', claim['id'])
        evidence = [step['evidence'] for step in claim.get('lineage', []) if 'evidence' in step]
        for index, citation in enumerate([statement['citation'] for statement in claim['statements']] + evidence):
            document, number, start, end = (citation[name] for name in ['document', 'page', 'start', 'end'])
            text = texts.get((document, number), b'')
            quote, before, after = (citation[name].strip('\ufffd' * (name != 'quote')).encode('utf-16-le', 'surrogatepass')
                                    for name in ['quote', 'prefix', 'suffix'])
            places += [f'{document} {number} {start} {end}'] if index < len(claim['statements']) else []
            if not (end > start and text[2 * start:2 * end] == quote and text[:2 * start].endswith(before)
                    and text[2 * end:].startswith(after)):
                fault('citation', claim['id'])
        if id_of(flat(sorted(places))) != claim['id']:
            fault('claim-id', claim['id'])
    about = [f'Source-Organization: {publication["publisher"]}'] if 'publisher' in publication else []
    about += [f'Bagging-Date: {publication["day"]}', f'External-Identifier: {publication["id"]}',
              f'Payload-Oxum: {octets}.{sum(path.startswith("data/") for path in hashes)}']
    lines = read('bag-info.txt').decode('utf-8', 'replace').split('\n')
    if lines[:-2] != about or lines[-1] != '' or not re.fullmatch(r'Bag-Software-Agent: Touchstone[\w .-]*', lines[-2], re.A):
        fault('bag-info', 'bag-info.txt')
except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
    fault('publication', f'data/publication.json: {error!r}')
for path in hashes:
    if re.fullmatch(r'data/doc/[^/]+/(p/\d+\.(webp|json)|original/.*)', path) and path not in used:
        fault('unlisted', path)

# 4. Time stamps: that they are of this checkpoint, and signed. Which authorities to trust is for whoever checks.
for number, stamp in enumerate(proof.get('stamps', []) if origin else [], 1):
    try:
        given, checkpoint = b64(stamp['bytes']), proof['checkpoint'].encode()
        if stamp['kind'] == 'opentimestamps':
            must(given[32:65] == b'\x08' + sha(checkpoint))
            print(f'Stamp {number}: of this checkpoint. Not checked here: ots verify -f CHECKPOINT PROOF')
        elif stamp['kind'] == 'rfc3161':
            token = openssl('ts', '-reply', '-in', '@answer', '-token_out', answer=given)
            certificates = openssl('pkcs7', '-inform', 'DER', '-print_certs', '-in', '@token', token=token or b'')
            args = ['-data', '@of', '-in', '@answer', '-CAfile', '@own', '-partial_chain', '-no_check_time']
            must(openssl('ts', '-verify', *args, of=checkpoint, answer=given, own=certificates or b'') is not None)
            print(f'Stamp {number}: signed. Not checked here: openssl ts -verify -data CHECKPOINT -in ANSWER -CAfile ROOT.pem')
        else:
            _, own, lines = note(given.decode())
            name, id, der = key(stamp['key'], 4)
            line = next(raw for whose, which, raw in lines if (whose, which, len(raw)) == (name, id, 72))
            said = f'cosignature/v1\ntime {struct.unpack(">Q", line[:8])[0]}\n'.encode() + message
            must(own == message and signed(der, said, line[8:]))
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration):
        fault('stamp', f'stamp {number}')

print('\n'.join(dict.fromkeys(faults)) or f'The package holds. Signed with: {" ".join(signers)}. Whose key that is, is to be known from elsewhere.')
sys.exit(1 if faults else 0)
