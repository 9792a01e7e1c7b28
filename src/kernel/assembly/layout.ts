/**
 * Memory of the kernel: 143 pages of 64 KiB, laid out by hand and never grown. Below 0x10000 the compiler keeps its constants.
 * The host fills the tables when a program is loaded and learns the addresses from the exports of index.ts.
 */

// Program tables.
export const DIGITS: usize = 0x10000; // u8[32 * 100]
export const UPPER: usize = 0x10d00; // u8[64]
export const MOBILES: usize = 0x10e00; // u8[1000]
export const AREAS: usize = 0x11200; // u8[1000]
export const REGIONS: usize = 0x11600; // u8[100]
export const GROUP_PAIRS: usize = 0x11700; // u8[256]: first two lengths of a wanted signature
export const GROUP_SLOTS: usize = 0x11800; // (u32 signature, u32 index)[256], signature 0 = free
export const CARDS: usize = 0x12000; // u32[10000]

// Literals: heads of chains; the maps that say "perhaps" and the entries stand further up.
export const WORD4_HEADS: usize = 0x22000; // u16[4096]
export const WORD2_HEADS: usize = 0x24000; // u16[1024]
export const PAIR_HEADS: usize = 0x25000; // u16[4096]
export const ODD_HEADS: usize = 0x27000; // u16[256]
/** Words of bits, see masks.ts. */
export const MASKS: usize = 0x28000; // u64[21 * 20] and some vectors
export const LITERAL_TEXT: usize = 0x39000; // 64 KiB

export const TLD_HEADS: usize = 0x49000; // u16[1024]
export const TLD_ENTRIES: usize = 0x4a000; // (u16 offset, u8 length, u8 0, u16 next, u16 0)[2049]
export const TLD_TEXT: usize = 0x4e200; // 31 KiB

// Characters U+0000-FFFF as bit maps.
export const BUILDING_MAP: usize = 0x58000;
export const PROVINCE_MAP: usize = 0x5a000;
export const PLATE_END_MAP: usize = 0x5c000;

// Scratch.
/** Digit values of the groups looked at; 64 zero bytes stand before them. */
export const VALUE: usize = 0x5e100;
export const LENGTHS: usize = 0x5e200; // i32[8]
export const ENDS: usize = 0x5e220; // i32[8], offsets from the first digit
export const TOTALS: usize = 0x5e240; // i32[8]
export const LINE: usize = 0x5e300; // canonical landline
export const MAIL: usize = 0x5e400; // canonical e-mail, 384 bytes
export const SAVED: usize = 0x5e800; // bytes behind `end`, put aside during a scan

// Counts of a table.
export const COUNTS: usize = 0x60000; // f64[1024 * 5]
export const BLANK: usize = 0x6a000; // f64[1024]: cells without content
export const WIDTHS: usize = 0x6e000; // f64[1025]: rows of so many cells; 1024 = that or more
export const SKETCH_OF: usize = 0x6c000; // u8[1024 * 5]
export const REGISTERS: usize = 0x71000; // u8[64 * 4096], up to 0xb1000

// One bit per byte of the table scanned: ends of cells, ends of rows, bytes that make a cell non-empty.
export const CELL_BITS: usize = 0xb1000;
export const ROW_BITS: usize = 0xd4000;
export const FULL_BITS: usize = 0xf7000; // up to 0x11a000

/** 4 KiB of zeros stand before the bytes, 4 KiB to spare behind them. */
export const BYTES: usize = 0x144000;
export const CAPACITY: usize = 0x110000;
export const ANCHORS: usize = 0x260000;
export const MAX_ANCHORS: i32 = 65536;
export const FOLD_MAP: usize = 0x3e0000; // (i32, i32)[CAPACITY / 2]: up to 0x820000

// Per 64 bytes scanned: rows and columns before them, start of the cell they start in.
export const WORD_ROWS: usize = 0x820000; // i32[CAPACITY / 64 + 2]
export const WORD_COLUMNS: usize = 0x832000;
export const WORD_CELLS: usize = 0x844000;
/** Places to look up after a strip of words: at most half the bytes, and 32 to spare. */
export const PLACES: usize = 0x856000; // u32[2 * 1024], then the hits among them
export const HITS: usize = 0x85a000;

// Literals: 4 where one may start, else 0.
export const WORD4_MAP: usize = 0x860000; // u8[2^16] over a hash of 4 bytes
export const WORD3_MAP: usize = 0x870000; // u8[2^15] over a hash of 3 bytes
export const PAIR_MAP: usize = 0x880000; // u8[2^16] over a hash of 4 or 6 bytes
export const WORD6_MAP: usize = 0x890000; // u8[2^16] over a hash of 6 bytes: literals with six or more
export const WORD4_SHORT: usize = 0x8a0000; // u8[2^12] over a hash of 4 bytes: literals with four or five
export const ENTRIES: usize = 0x8a1000; // LITERAL_ENTRY bytes each, number 0 unused: up to 0x8c1060
export const FILLERS: usize = 0x8c3000; // u8[4096]: literals that say nothing new in a hushed column

// Columns.
export const EXPECTED: usize = 0x8c2000; // u8[1024]: settled shape + 1
export const HUSHED: usize = 0x8c2400; // u8[1024]
export const EXPLAINED: usize = 0x8c2800; // u64[16]: bits of the strip's bytes that are looked at no more
export const KINDS: usize = 0x8c4000; // see settle.ts
export const KIND_SLOTS: usize = 8192;

/** u32 text, u16 length, u8 pivot, u8, u16 id, u16 next entry, u32, u64 first bytes from the pivot on (bit 5 set), u64 mask of them. */
export const LITERAL_ENTRY: usize = 32;

export const RESIDENT_ID: i32 = 0;
export const CARD: i32 = 1;
export const MOBILE: i32 = 2;
export const LANDLINE: i32 = 3;
export const EMAIL: i32 = 4;
export const DIGITS_SHAPE: i32 = 5;
export const GROUPS_SHAPE: i32 = 6;
export const UPPER_SHAPE: i32 = 7;
export const MIXED: i32 = 8;
export const PLUS: i32 = 9;
export const IPV4: i32 = 10;
export const HEX_GROUPS: i32 = 11;
export const DECIMALS: i32 = 12;
export const HOUSE_NUMBER: i32 = 13;
export const PLATE: i32 = 14;
export const LITERAL: i32 = 15;
export const EXACT_SHAPES: i32 = 5;
export const WHOLE_CELL: i32 = 0x100;
