import { type Matrix, multiply, type Raster, type RasterImage } from './pdf-raster.js';

/** Operators of pdf.js that pictures, and the place they stand at, depend on. */
export const PAINTING = [
  'save',
  'restore',
  'transform',
  'paintFormXObjectBegin',
  'paintFormXObjectEnd',
  'beginGroup',
  'endGroup',
  'setFillRGBColor',
  'paintImageXObject',
  'paintImageXObjectRepeat',
  'paintInlineImageXObject',
  'paintInlineImageXObjectGroup',
  'paintImageMaskXObject',
  'paintImageMaskXObjectRepeat',
  'paintImageMaskXObjectGroup',
] as const;
export type Painting = (typeof PAINTING)[number];

/** Deeper than any real page saves its state. */
const MAX_DEPTH = 10_000;
/** Pictures painted several times over; a pattern made of one holds no text. */
const MAX_REPEATS = 2_000;

interface State {
  readonly matrix: Matrix;
  /** Shade that masks are filled with. */
  readonly ink: number;
}

type Mask = Omit<RasterImage, 'data'> & { readonly data: RasterImage['data'] | string };

/** Follows the operators of a page and puts its pictures on a raster: scans, in one piece, in strips or in layers. */
export class PicturePainter {
  #state: State;
  readonly #saved: State[] = [];

  constructor(
    private readonly raster: Raster,
    matrix: Matrix,
    /** Decoded pictures by name. */
    private readonly object: (id: string) => Promise<unknown>,
  ) {
    this.#state = { matrix, ink: 0 };
  }

  async step(name: Painting, args: readonly unknown[]): Promise<void> {
    const { matrix } = this.#state;
    switch (name) {
      case 'save':
      case 'paintFormXObjectBegin':
      case 'beginGroup':
        if (this.#saved.length < MAX_DEPTH) this.#saved.push(this.#state);
        this.#transform(name === 'beginGroup' ? (args[0] as { matrix?: unknown }).matrix : args[0]);
        return;
      case 'restore':
      case 'paintFormXObjectEnd':
      case 'endGroup':
        this.#state = this.#saved.pop() ?? this.#state;
        return;
      case 'transform':
        this.#transform(args);
        return;
      case 'setFillRGBColor':
        this.#state = { matrix, ink: shadeOf(args[0]) };
        return;
      case 'paintImageXObject':
        await this.#draw(args[0], matrix);
        return;
      case 'paintImageXObjectRepeat': {
        const [id, scaleX, scaleY, positions] = args as [string, number, number, number[]];
        await this.#repeat(id, [scaleX, 0, 0, scaleY], positions);
        return;
      }
      case 'paintInlineImageXObject':
      case 'paintImageMaskXObject':
        await this.#draw(args[0], matrix);
        return;
      case 'paintImageMaskXObjectRepeat': {
        const [mask, scaleX, skewX, skewY, scaleY, positions] = args as [
          Mask,
          number,
          number,
          number,
          number,
          number[],
        ];
        await this.#repeat(mask, [scaleX, skewX, skewY, scaleY], positions);
        return;
      }
      case 'paintImageMaskXObjectGroup':
        for (const mask of (args[0] as (Mask & { transform: number[] })[]).slice(0, MAX_REPEATS)) {
          await this.#draw(mask, multiply(matrix, mask.transform));
        }
        return;
      case 'paintInlineImageXObjectGroup': {
        const [image, places] = args as [
          RasterImage,
          { transform: number[]; x: number; y: number; w: number; h: number }[],
        ];
        for (const { transform, x, y, w, h } of places.slice(0, MAX_REPEATS)) {
          const part = cut(image, x, y, w, h);
          if (part !== undefined) this.raster.draw(part, multiply(matrix, transform), this.#state.ink);
        }
      }
    }
  }

  #transform(by: unknown): void {
    if (Array.isArray(by) || by instanceof Float32Array) {
      this.#state = { ...this.#state, matrix: multiply(this.#state.matrix, [...by] as number[]) };
    }
  }

  async #repeat(image: unknown, scale: readonly number[], positions: readonly number[]): Promise<void> {
    for (let at = 0; at + 1 < positions.length && at < 2 * MAX_REPEATS; at += 2) {
      await this.#draw(image, multiply(this.#state.matrix, [...scale, positions[at]!, positions[at + 1]!]));
    }
  }

  async #draw(image: unknown, matrix: Matrix): Promise<void> {
    const named = typeof image === 'string' ? image : (image as Mask).data;
    const decoded = (typeof named === 'string' ? await this.object(named) : image) as RasterImage | null;
    if (decoded?.data !== undefined) this.raster.draw(decoded, matrix, this.#state.ink);
  }
}

/** A part of a picture that holds several, of three or four bytes per pixel. */
function cut(
  image: RasterImage,
  x: number,
  y: number,
  width: number,
  height: number,
): RasterImage | undefined {
  const size = image.kind === 2 ? 3 : image.kind === 3 ? 4 : 0;
  if (size === 0 || x < 0 || y < 0 || x + width > image.width || y + height > image.height) return undefined;
  const data = new Uint8Array(width * height * size);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * image.width + x) * size;
    data.set(image.data.subarray(from, from + width * size), row * width * size);
  }
  return { kind: image.kind!, width, height, data };
}

/** Shade of "#rrggbb". */
function shadeOf(colour: unknown): number {
  const value = /^#([0-9a-f]{6})$/i.exec(String(colour))?.[1];
  if (value === undefined) return 0;
  const rgb = Number.parseInt(value, 16);
  return ((rgb >> 16) * 77 + ((rgb >> 8) & 255) * 150 + (rgb & 255) * 29) >> 8;
}
