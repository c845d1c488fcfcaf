const USER_EDIT = 0x0ff5;
const PERSIST_DIRECTORY = 0x1772;
const MAX_EDITS = 1_000; // saves that only added to the file

/**
 * Where the parts of the last save of a presentation begin, by their number ([MS-PPT] §2.3.3 to §2.3.5); undefined where
 * the file does not say.
 */
export function pptPlaces(document: Buffer, user: Buffer | undefined): ReadonlyMap<number, number> | undefined {
  if (user === undefined || user.byteLength < 20) return undefined;
  const places = new Map<number, number>();
  try {
    let edit = user.readUInt32LE(16);
    for (let left = MAX_EDITS; left > 0 && edit !== 0; left -= 1) {
      if (document.readUInt16LE(edit + 2) !== USER_EDIT) break;
      addPlaces(document, document.readUInt32LE(edit + 20), places);
      const before = document.readUInt32LE(edit + 16);
      if (before >= edit) break;
      edit = before;
    }
  } catch (error) {
    // Safe: without a whole directory everything counts as shown.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return places;
}

function addPlaces(document: Buffer, at: number, places: Map<number, number>): void {
  if (document.readUInt16LE(at + 2) !== PERSIST_DIRECTORY) return;
  const end = at + 8 + document.readUInt32LE(at + 4);
  for (let next = at + 8; next + 4 <= end;) {
    const head = document.readUInt32LE(next);
    const [first, count] = [head & 0xfffff, head >>> 20];
    for (let index = 0; index < count; index += 1) {
      // The last save is read first, and what it says holds.
      if (!places.has(first + index)) places.set(first + index, document.readUInt32LE(next + 4 + index * 4));
    }
    next += 4 + count * 4;
  }
}
