/** The part of libheif's own JavaScript interface (post.js) that is used; its declarations name only what lies beneath. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    display<T extends HeifPixels>(into: T, done: (filled: T | null) => void): void;
    free(): void;
  }
  interface HeifPixels {
    readonly width: number;
    readonly height: number;
    /** Red, green, blue, opacity. */
    readonly data: Uint8ClampedArray;
  }
  interface HeifLibrary {
    readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeifImage[] };
  }
  export default function open(): HeifLibrary;
}
