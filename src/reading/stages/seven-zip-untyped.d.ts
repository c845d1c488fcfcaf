/** The part of it that is used: the types of the package are those of another form of it, and leave out what its files are. */
declare module '7z-wasm/7zz.umd.js' {
  interface FileNode {
    usedBytes: number;
    stream_ops: FileOperations;
  }
  interface FileOperations {
    read: (stream: unknown, buffer: Int8Array, offset: number, length: number, at: number) => number;
    write: (
      stream: { readonly node: FileNode },
      buffer: Int8Array,
      offset: number,
      length: number,
      at: number,
    ) => number;
  }
  interface SevenZip {
    readonly FS: {
      writeFile(path: string, bytes: Uint8Array): void;
      mkdir(path: string): void;
      lookupPath(path: string): { readonly node: FileNode };
      open(path: string, flags: unknown, mode: unknown): unknown;
    };
    callMain(words: readonly string[]): number;
  }
  interface Options {
    readonly wasmBinary: ArrayBuffer;
    stdin(): number;
    print(line: string): void;
    printErr(line: string): void;
    quit(): void;
  }
  export default function start(options: Options): Promise<SevenZip>;
}
