import { appendFile, cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { printOts } from '../helpers/ots-proof.ts';
import { packageNote } from '../../src/publishing/package-format.ts';
import { signNote } from '../../src/vault/signed-note.ts';
import { jsonIn, relist, relistTags, resign, type SoundPackage } from './sound-package.ts';
