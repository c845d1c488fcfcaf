/** Modules that come without types; what is declared is what this room uses of them. */
declare module 'opencc-js/dict/STCharacters' {
  /** `simplified traditional[ traditional…]` joined by `|`. */
  const pairs: string;
  export default pairs;
}
