export function sniffType(_h: Uint8Array): { kind: 'text' | 'binary' } {
  return { kind: 'text' };
}
