import { readFile } from 'node:fs/promises';

/** How `bin/touchstone` runs Node: with other bounds for its memory than Node’s own. */
export interface ProductNode {
  readonly options: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export async function productNode(): Promise<ProductNode> {
  const script = await readFile(new URL('../bin/touchstone', import.meta.url), 'utf8');
  const [, options = ''] = /^exec "\$home\/bin\/node" (.+) "\$home\/src\//m.exec(script) ?? [];
  const env = [...script.matchAll(/\b([A-Z_]+)="\$\{\1:-(\w+)\}"/g)].map(([, name = '', value = '']) => [name, value]);
  if (options === '' || env.length === 0) throw new Error('bin/touchstone does not say how it runs Node');
  return { options: options.split(' '), env: Object.fromEntries(env) };
}
