/** Every certificate in a PEM file, for `Given.roots`. @throws Error for what is none */
export function certificatesIn(pem: string): readonly unknown[];
