/**
 * A path as a URI reference, percent-encoded: `客户/a b.csv` -> `%E5%AE%A2%E6%88%B7/a%20b.csv`; absolute paths of POSIX and
 * Windows become `file:///...`; what already has a scheme (`postgres://host/db`) keeps it. Lone surrogates become U+FFFD.
 */
export function fileUri(path: string): string {
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]+:\/\//.exec(path)?.[0];
  if (scheme !== undefined) return scheme + encode(path.slice(scheme.length));
  if (/^[A-Za-z]:[\\/]/.test(path)) {
    return `file:///${path.slice(0, 2)}/${encode(path.slice(3).replaceAll('\\', '/'))}`;
  }
  if (path.startsWith('/')) return `file:///${encode(path.slice(1))}`;
  return encode(path);
}

function encode(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map((segment) =>
      encodeURIComponent(segment).replace(
        /['()*!]/g,
        (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
}
