#!/usr/bin/env python3
"""Checks one page of a package: python3 verify-page.py FOLDER FILE (as doc/<id>/p/1.json). What it shows: formats/package.md."""
import base64, hashlib, json, os, subprocess, sys, tempfile

folder, path = sys.argv[1], sys.argv[2]
read = lambda name: open(os.path.join(folder, 'data', name), 'rb').read()
sha = lambda *parts: hashlib.sha256(b''.join(parts)).digest()
proof = json.loads(read('proofs/proof.json'))

# 1. An entry of the log opens to the SHA-256 of this file: the commitment to the opened field is in it (ledger.md)
file_hash = sha(read(path)).hex()
for each in proof['entries']:
    fields = {json.loads(base64.urlsafe_b64decode(text + '=='))[1]: text for text in each['open']}
    if 'derivative' in fields and json.loads(base64.urlsafe_b64decode(fields['derivative'] + '=='))[2] == file_hash:
        break
else:
    sys.exit(f'{path}: no entry of the proof is about this file')
entry = json.loads(each['line'])
for text in fields.values():
    assert base64.urlsafe_b64encode(sha(text.encode())).decode().rstrip('=') in entry['sd'], 'not what the entry says'

# 2. The entry is in the tree of the checkpoint (RFC 9162, 2.1.3.2)
said, signatures = proof['checkpoint'].split('\n\n')
origin, size, root = said.split('\n')
at, last, carried = entry['seq'], int(size) - 1, sha(b'\0', each['line'].encode())
for sibling in map(base64.b64decode, each['inclusion']):
    right = at % 2 == 1 or at == last
    carried = sha(b'\1', sibling, carried) if right else sha(b'\1', carried, sibling)
    while right and at % 2 == 0 and at != 0:
        at, last = at // 2, last // 2
    at, last = at // 2, last // 2
assert last == 0 and carried == base64.b64decode(root), 'not in the log of this checkpoint'

# 3. The checkpoint is signed (c2sp.org/signed-note)
name, _, key = proof['keys'][0].split('+', 2)
signature = base64.b64decode(signatures.split('\n')[0].split(' ')[2])[4:]
