/** A decoded picture as pdf.js hands it over. */
export interface RasterImage {
  readonly width: number;
  readonly height: number;
  /** 1 = a bit per pixel, 0 is black; 2 = RGB; 3 = RGBA. Masks have none and are bits. */
  readonly kind?: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** [a b c d e f]: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

const WHITE = 255;

/** `second`, then `first`. */
export function multiply(first: Matrix, second: readonly number[]): Matrix {
  const [a, b, c, d, e, f] = first;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = second;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** A page in shades of grey that pictures are put on: all that recognition needs to see of a scan. */
export class Raster {
  readonly #pixels: Uint8Array;
  #used = false;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#pixels = new Uint8Array(width * height).fill(WHITE);
  }

  /** Something was put on it. */
  get used(): boolean {
    return this.#used;
  }

  /** Puts a picture where `matrix` takes the unit square, its first row at the top (y = 1). `ink` = shade of a mask's bits. */
  draw(image: RasterImage, matrix: Matrix, ink = 0): void {
    const [a, b, c, d, e, f] = matrix;
    const area = a * d - b * c;
    if (!Number.isFinite(area) || area === 0 || !this.#complete(image)) return;
    const xs = [e, e + a, e + c, e + a + c];
    const ys = [f, f + b, f + d, f + b + d];
    const left = Math.max(0, Math.floor(Math.min(...xs)));
    const right = Math.min(this.width, Math.ceil(Math.max(...xs)));
    const top = Math.max(0, Math.floor(Math.min(...ys)));
    const bottom = Math.min(this.height, Math.ceil(Math.max(...ys)));
    const { width, height } = image;
    const shade = shades(image, ink);
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        // Back into the unit square from the middle of the pixel.
        const u = (d * (x + 0.5 - e) - c * (y + 0.5 - f)) / area;
        const v = (a * (y + 0.5 - f) - b * (x + 0.5 - e)) / area;
        if (u < 0 || u >= 1 || v <= 0 || v > 1) continue;
        const column = Math.min(width - 1, Math.floor(u * width));
        const row = Math.min(height - 1, Math.floor((1 - v) * height));
        const at = y * this.width + x;
        this.#pixels[at] = shade(column, row, this.#pixels[at]!);
      }
    }
    this.#used = true;
  }

  /** As a portable grey map. */
  file(): Uint8Array {
    return Buffer.concat([Buffer.from(`P5\n${this.width} ${this.height}\n255\n`), this.#pixels]);
  }

  #complete({ kind, width, height, data }: RasterImage): boolean {
    const needed =
      kind === 2 ? 3 * width * height : kind === 3 ? 4 * width * height : ((width + 7) >> 3) * height;
    return width > 0 && height > 0 && data.length >= needed;
  }
}

/** Shade of the pixel at a place, over what is there. */
function shades(image: RasterImage, ink: number): (column: number, row: number, under: number) => number {
  const { kind, width, data } = image;
  if (kind === 2 || kind === 3) {
    const size = kind === 2 ? 3 : 4;
    return (column, row, under) => {
      const at = (row * width + column) * size;
      const grey = (data[at]! * 77 + data[at + 1]! * 150 + data[at + 2]! * 29) >> 8;
      if (size === 3) return grey;
      const opaque = data[at + 3]!;
      return (grey * opaque + under * (255 - opaque)) / 255;
    };
  }
  const stride = (width + 7) >> 3;
  const bit = (column: number, row: number) =>
    (data[row * stride + (column >> 3)]! >> (7 - (column & 7))) & 1;
  if (kind === 1) return (column, row) => (bit(column, row) === 0 ? 0 : WHITE);
  return (column, row, under) => (bit(column, row) === 0 ? ink : under);
}
