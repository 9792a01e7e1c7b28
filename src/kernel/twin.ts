// temporary twin for integration
import { ANCHOR_WORDS, SHAPE_ID, WHOLE_CELL } from './anchors.js';
import { KERNEL_CAPACITY, type Kernel, type KernelProgram, type TableDialect } from './kernel.js';
const isD = (b: number | undefined) => b !== undefined && b >= 48 && b <= 57;
const isL = (b: number | undefined) => b !== undefined && ((b | 32) >= 97 && (b | 32) <= 122);
export function createTwin(): Kernel { return new Twin(); }
const W = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
class Twin implements Kernel {
  readonly kind = 'twin' as const;
  readonly bytes = new Uint8Array(KERNEL_CAPACITY);
  anchors = new Int32Array(65536 * ANCHOR_WORDS);
  next = 0; lines = 0; foldMap = new Int32Array(65536 * 4); foldCount = 0;
  p!: KernelProgram; lit = new Map<number, { b: Uint8Array; id: number }[]>();
  groups = new Set<string>(); tlds = new Set<string>();
  d: TableDialect | null = null; rows = 0; columns = 0; col = 0; inq = false; cellEmpty = true; rowStart = true;
  counts = new Map<number, number>(); empties = new Map<number, number>(); dist = new Map<number, Set<string>>();
  n = 0;
  load(p: KernelProgram) { this.p = p; p.literals.forEach((w, id) => { const b = new TextEncoder().encode(w); const k = b[0]! * 256 + b[1]!; const l = this.lit.get(k) ?? []; l.push({ b, id }); l.sort((x, y) => y.b.length - x.b.length); this.lit.set(k, l); }); for (const g of p.groups) this.groups.add(g.join('-')); this.tlds = new Set(p.tlds); }
  fold(start: number, end: number): number {
    const b = this.bytes; let o = start, i = start; this.foldCount = 0; let removed = 0;
    const cut = (n: number) => { removed += n; this.foldMap[2 * this.foldCount] = o; this.foldMap[2 * this.foldCount + 1] = removed; this.foldCount++; };
    while (i < end) {
      const c = b[i]!;
      if (c === 0xef && i + 2 < end) {
        const u = ((c & 15) << 12) | ((b[i + 1]! & 63) << 6) | (b[i + 2]! & 63);
        let r = -1;
        if ((u >= 0xff10 && u <= 0xff19) || (u >= 0xff21 && u <= 0xff3a) || (u >= 0xff41 && u <= 0xff5a) || [0xff20, 0xff0b, 0xff0d, 0xff0e, 0xff08, 0xff09].includes(u)) r = u - 0xfee0;
        if (u === 0xfe63) r = 45;
        if (u === 0xfeff) { i += 3; cut(3); continue; }
        if (r >= 0) { b[o++] = r; i += 3; cut(2); continue; }
      } else if (c === 0xe2 && i + 2 < end) {
        const u = ((c & 15) << 12) | ((b[i + 1]! & 63) << 6) | (b[i + 2]! & 63);
        if ((u >= 0x200b && u <= 0x200f) || u === 0x2060) { i += 3; cut(3); continue; }
        if ((u >= 0x2000 && u <= 0x200a) || u === 0x202f || u === 0x205f) { b[o++] = 32; i += 3; cut(2); continue; }
        if ((u >= 0x2010 && u <= 0x2015) || u === 0x2212) { b[o++] = 45; i += 3; cut(2); continue; }
      } else if (c === 0xe3 && b[i + 1] === 0x80 && b[i + 2] === 0x80 && i + 2 < end) { b[o++] = 32; i += 3; cut(2); continue; }
      else if (c === 0xc2 && i + 1 < end && b[i + 1] === 0xa0) { b[o++] = 32; i += 2; cut(1); continue; }
      else if (c === 0xc2 && i + 1 < end && b[i + 1] === 0xad) { i += 2; cut(2); continue; }
      b[o++] = c; i++;
    }
    return o;
  }
  put(s: number, e: number, shape: number, aux: number, row: number, col: number) { const a = this.n++ * ANCHOR_WORDS; const A = this.anchors; A[a] = s; A[a + 1] = e; A[a + 2] = shape; A[a + 3] = aux; A[a + 4] = row; A[a + 5] = col; }
  str(s: number, e: number) { return Buffer.from(this.bytes.buffer, s, e - s).toString('latin1'); }
  scan(start: number, limit: number, end: number) { return this.run(start, limit, end, false); }
  table(d: TableDialect | null) { this.d = d; this.rows = 0; this.columns = 0; this.col = 0; this.inq = false; this.counts.clear(); this.empties.clear(); this.dist.clear(); this.cellEmpty = true; }
  scanTable(start: number, limit: number, end: number) { return this.run(start, limit, end, true); }
  count(c: number, s: number) { return this.counts.get(c * 8 + s) ?? 0; }
  distinct(c: number, s: number) { return this.dist.get(c * 8 + s)?.size ?? 0; }
  empty(c: number) { return this.empties.get(c) ?? 0; }
  run(start: number, limit: number, end: number, table: boolean) {
    const b = this.bytes; b.fill(0, end, end + 16); this.n = 0; this.lines = 0; let i = start; let lastDigitRunEnd = -1;
    const found: [number, number, number, number][] = [];
    const emit = (s: number, e: number, shape: number, aux = 0) => found.push([s, e, shape, aux]);
    const flush = () => { if (!found.length) return; found.sort((x, y) => x[0] - y[0] || x[2] - y[2]); const row = table ? this.rows : this.lines;
      for (const [s, e, sh, aux] of found) { let w = 0; if (table) { const d = this.d!; const trimL = (q: number) => { let k = q; while (b[k] === 32) k--; if (d.quote && b[k] === d.quote) k--; while (b[k] === 32) k--; return k; }; const trimR = (q: number) => { let k = q; while (b[k] === 32 && k < end) k++; if (d.quote && b[k] === d.quote) k++; while (b[k] === 32 && k < end) k++; if (b[k] === 13) k++; return k; }; const l = trimL(s - 1), r = trimR(e); const edgeL = l < 0 || b[l] === d.delimiter || b[l] === d.terminator; const edgeR = r >= end || b[r] === d.delimiter || b[r] === d.terminator; if (edgeL && edgeR) w = WHOLE_CELL;
          if (w && sh < 5) { const k = this.col * 8 + sh; const c = (this.counts.get(k) ?? 0) + 1; this.counts.set(k, c); let set = this.dist.get(k); if (!set) this.dist.set(k, (set = new Set())); set.add(this.str(s, e).replace(/[ -]/g, '').toLowerCase()); if (c > d.quietAfter) continue; } }
        this.put(s, e, sh | w, aux, row, table ? this.col : 0); } found.length = 0; };
    for (; i < limit; i++) {
      const c = b[i]!; const prev = i > 0 ? b[i - 1] : undefined;
      if (table) {
        const d = this.d!;
        if (d.quote && c === d.quote) { this.inq = !this.inq; }
        else if (!this.inq && c === d.delimiter) { flush(); if (this.cellEmpty) this.empties.set(this.col, (this.empties.get(this.col) ?? 0) + 1); this.col++; this.cellEmpty = true; continue; }
        else if (!this.inq && c === d.terminator) { flush(); if (this.cellEmpty) this.empties.set(this.col, (this.empties.get(this.col) ?? 0) + 1); if (this.col + 1 > this.columns) this.columns = this.col + 1; this.rows++; this.lines++; this.col = 0; this.cellEmpty = true; if (this.n > 60000) { i++; break; } continue; }
        else if (c !== 32 && c !== 13) this.cellEmpty = false;
      } else if (c === 10) { flush(); this.lines++; if (this.n > 60000) { i++; break; } continue; }
      if (isD(c) && !isD(prev) && i >= lastDigitRunEnd) { this.digits(i, end, emit); }
      if (c === 43 && isD(b[i + 1]) || (c === 40 && (b[i + 1] === 43 || b[i + 1] === 56))) { const s = this.str(i, Math.min(end, i + 24)); const m = /^\(?\+?86\)?[ -]?(1\d{2}[ -]?\d{4}[ -]?\d{4}|1\d{3}[ -]\d{3}[ -]\d{4})(?!\d)/.exec(s); if (m && this.p.mobiles[+m[1]!.replace(/\D/g, '').slice(0, 4) - 1000]) emit(i, i + m[0].length, SHAPE_ID.mobile); if (c === 43) { const t = /^\+[\d ().-]{8,20}/.exec(s); if (t && t[0].replace(/\D/g, '').length >= 8) { const e = t[0].replace(/[^\d]+$/, '').length; emit(i, i + e, SHAPE_ID.plus); } } }
      if (c === 40 && b[i + 1] === 48) { const m = /^\((0\d{2,3})\)[ -]?([2-8]\d{6,7})(?!\d)/.exec(this.str(i, Math.min(end, i + 20))); if (m && this.p.areas[+m[1]!] === m[1]!.length) emit(i, i + m[0].length, SHAPE_ID.landline); }
      if (c === 64) { let s = i; while (s > 0 && i - s < 64 && /[A-Za-z0-9._%+-]/.test(String.fromCharCode(b[s - 1]!))) s--; const m = /^@((?:[A-Za-z0-9-]+\.)+([A-Za-z]{2,24}))(?![A-Za-z0-9])/.exec(this.str(i, Math.min(end, i + 128))); while (s < i && !/[A-Za-z0-9]/.test(String.fromCharCode(b[s]!))) s++; if (m && s < i && this.tlds.has(m[2]!.toLowerCase())) emit(s, i + m[0].length, SHAPE_ID.email); }
      const boundary = isL(c) ? (!isL(prev) || (c < 91 && prev! >= 97)) : true;
      if (boundary) { const lo = c >= 65 && c <= 90 ? c | 32 : c; const nx = b[i + 1] ?? 0; const l2 = nx >= 65 && nx <= 90 ? nx | 32 : nx; const list = this.lit.get(lo * 256 + l2); if (list) for (const { b: w, id } of list) { if (i + w.length > end) continue; let ok = true; for (let k = 0; k < w.length; k++) { const x = b[i + k]!; if ((x >= 65 && x <= 90 ? x | 32 : x) !== w[k]) { ok = false; break; } } if (ok) { emit(i, i + w.length, SHAPE_ID.literal, id); break; } } }
      if ((isD(c) || (c >= 65 && c <= 90)) && !isD(prev) && !isL(prev) && prev !== 95) { let e = i; let up = true, letters = 0, digs = 0; while (e < end && (isD(b[e]) || isL(b[e]))) { if (isD(b[e])) digs++; else { letters++; if (b[e]! >= 97) up = false; } e++; } if (up && b[e] !== 95 && letters > 0 && digs >= 4 && e - i < 64 && this.p.upper[e - i]) emit(i, e, SHAPE_ID.upper); if (e - i >= 26 && e - i <= 64 && letters && digs && /^[13T]|^0x/.test(this.str(i, i + 3))) emit(i, e, SHAPE_ID.mixed); }
      if ((c === 98 || c === 116 || c === 108) && !isD(prev) && !isL(prev) && /^(bc1|tb1|ltc1)[0-9a-z]{20,}/.test(this.str(i, i + 40))) { let e = i; while (isD(b[e]) || isL(b[e])) e++; emit(i, e, SHAPE_ID.mixed); }
      if (c === 58 && (b[i + 3] === 58 || b[i + 1] === 58 || b[i + 5] === 58)) { let s = i; while (s > 0 && /[0-9a-fA-F:]/.test(String.fromCharCode(b[s - 1]!))) s--; let e = i; while (e < end && /[0-9a-fA-F:]/.test(String.fromCharCode(b[e]!))) e++; const t = this.str(s, e); if (/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(t) || ((t.match(/:/g) ?? []).length >= 3 && /^[0-9a-f:]+$/i.test(t))) if (t.indexOf(':') === i - s) emit(s, e, SHAPE_ID['hex-groups']); }
      if (c === 45 && b[i + 3] === 45 && b[i + 6] === 45 && i >= 2) { const m = /^([0-9a-f]{2}-){5}[0-9a-f]{2}(?![0-9a-f-])/i.exec(this.str(i - 2, i + 18)); if (m) emit(i - 2, i - 2 + m[0].length, SHAPE_ID['hex-groups']); }
      if ((c === 0xe4 || c === 0xe5 || c === 0xe6 || c === 0xe7 || c === 0xe8 || c === 0xe9) && i + 3 < end) { const ch = Buffer.from(b.buffer, i, 3).toString('utf8'); if ('京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使'.includes(ch)) { const s = Buffer.from(b.buffer, i, Math.min(20, end - i)).toString('utf8'); const m = /^.[A-HJ-NP-Z]?[·. -]?[0-9A-Z]{4,7}[挂学警港澳使领]?/.exec(s); if (m) emit(i, i + Buffer.byteLength(m[0]), SHAPE_ID.plate); } if ('号弄室栋幢座楼层组巷院单街'.includes(ch) && (isD(prev) || (isL(prev) && !isL(b[i - 2])))) { let s = i - 1; while (s > 0 && isD(b[s - 1])) s--; if (s >= start) emit(s, i + 3, SHAPE_ID['house-number']); } }
    }
    flush(); this.next = i; return this.n;
  }
  digits(i: number, end: number, emit: (s: number, e: number, shape: number, aux?: number) => void) {
    const b = this.bytes; const groups: [number, number][] = []; let k = i;
    if (i > 1 && b[i - 1] === 46 && isD(b[i - 2])) return;
    let e = i; while (e < end && isD(b[e])) e++;
    groups.push([i, e]); k = e;
    while (groups.length < 6 && k + 1 < end && (b[k] === 32 || b[k] === 45) && isD(b[k + 1])) { let f = k + 1; while (f < end && isD(b[f])) f++; groups.push([k + 1, f]); k = f; }
    let txt = '';
    const exacts: [number, number, number][] = [];
    for (let g = 0; g < groups.length; g++) {
      txt += this.str(groups[g]![0], groups[g]![1]); const endG = groups[g]![1]; const n = txt.length;
      if (n > 31) break; const nxt = b[endG];
      if (isD(nxt) || (nxt === 46 && isD(b[endG + 1]))) { if (g === groups.length - 1) break; continue; }
      const lens = groups.slice(0, g + 1).map(([s, t]) => t - s);
      const x = n === 17 && (nxt === 88 || nxt === 120) ? 1 : n === 17 && nxt === 0xc3 && b[endG + 1] === 0x97 ? 2 : 0;
      if (n === 18 || x) { const t = x ? `${txt}X` : txt; let sum = 0; for (let q = 0; q < 17; q++) sum += +t[q]! * W[q]!; const mo = x ? t : t; const date = t[0] === '9' ? mo.slice(6, 14) : t.slice(6, 14); const y = +date.slice(0, 4), m = +date.slice(4, 6), d = +date.slice(6, 8); const pv = +t.slice(0, 2); if ('10X98765432'[sum % 11] === t[17] && y >= 1890 && y <= 2026 && m >= 1 && m <= 12 && d >= 1 && d <= 31 && ((pv >= 11 && pv <= 65) || [71, 81, 82, 83].includes(pv) || pv >= 90)) { exacts.push([i, endG + x, SHAPE_ID['resident-id']]); } }
      if (n >= 13 && n <= 19 && !exacts.some((q) => q[2] === 0) && ((this.p.cards[+txt.slice(0, 4)] ?? 0) >> n) & 1 && (lens.length === 1 || lens.slice(0, -1).every((q) => q >= 3))) { let s = 0; for (let q = n - 1, dbl = false; q >= 0; q--, dbl = !dbl) { const d = +txt[q]! * (dbl ? 2 : 1); s += d > 9 ? d - 9 : d; } if (s % 10 === 0) exacts.push([i, endG, SHAPE_ID.card]); }
      const sig = lens.join('-'); const mobile = n === 11 && ['11', '3-4-4', '4-3-4'].includes(sig) ? txt : n === 13 && txt.startsWith('86') ? txt.slice(2) : n === 15 && txt.startsWith('0086') ? txt.slice(4) : ''; if (mobile && mobile[0] === '1' && this.p.mobiles[+mobile.slice(0, 4) - 1000] && !(i > 0 && b[i - 1] === 43)) exacts.push([i, endG, SHAPE_ID.mobile]);
      if (txt[0] === '0' && n >= 10 && n <= 12 && lens.length <= 3) { for (const al of [3, 4]) { const a = txt.slice(0, al); const rest = txt.slice(al); if (this.p.areas[+a] === al && /^[2-8]\d{6,7}$/.test(rest) && (lens.length === 1 || lens[0] === al)) { exacts.push([i, endG, SHAPE_ID.landline]); break; } } }
      if (this.p.digits[n * 100 + +txt.slice(0, 2)]) emit(i, endG, SHAPE_ID.digits);
      if (lens.length > 1 && this.groups.has(sig)) emit(i, endG, SHAPE_ID.groups);
    }
    if (exacts.length) { const best = exacts.sort((p, q) => q[1] - p[1] || p[2] - q[2])[0]!; emit(...best); }
    const s = this.str(i, Math.min(end, i + 40));
    const ip = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)/.exec(s);
    if (ip && !(b[i - 1] === 46) && ip.slice(1).every((q) => +q < 256)) { const [a, c] = [+ip[1]!, +ip[2]!]; if (!(a === 10 || a === 127 || a === 0 || a >= 224 || (a === 192 && c === 168) || (a === 172 && c >= 16 && c < 32) || (a === 169 && c === 254))) emit(i, i + ip[0].length, SHAPE_ID.ipv4); }
    const de = /^\d{1,3}\.\d{4,10}\s?[,; ]\s?-?\d{1,3}\.\d{4,10}(?![\d.])/.exec(s); if (de) emit(i, i + de[0].length, SHAPE_ID.decimals);
    if (/^\d{1,3}\xc2\xb0/.test(s)) emit(i, i + 3, SHAPE_ID.decimals);
  }
}
