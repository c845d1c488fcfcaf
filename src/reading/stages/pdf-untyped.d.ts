/** What @embedpdf/pdfium's declarations lean on and do not bring: the parts of Emscripten's runtime that are used. */
interface EmscriptenModule {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  wasmBinary?: Uint8Array;
}

declare function UTF16ToString(pointer: number, maxBytes?: number): string;
declare function UTF8ToString(pointer: number, maxBytes?: number): string;
declare function addFunction(callback: (...args: number[]) => number, signature: string): number;
declare function removeFunction(index: number): void;
declare function ccall(name: string, returns: string | null, types: string[], args: unknown[]): unknown;
declare function cwrap(name: string, returns: string | null, types: string[]): (...args: unknown[]) => unknown;
declare function getValue(pointer: number, type: 'i8' | 'i16' | 'i32' | 'float' | 'double' | '*'): number;
declare function setValue(pointer: number, value: number, type: 'i8' | 'i16' | 'i32' | 'float' | 'double' | '*'): void;
declare function stringToUTF16(text: string, pointer: number, maxBytes: number): void;
declare function stringToUTF8(text: string, pointer: number, maxBytes: number): void;
