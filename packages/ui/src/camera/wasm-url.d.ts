// The address that the apps' builder gives a WebAssembly file.
declare module '*.wasm?url' {
  const url: string;

  export { url as default };
}
