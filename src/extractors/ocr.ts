import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { recognisedLines } from './ocr-text.js';

const CORE = 'tesseract.js-core/tesseract-core-simd-lstm.js';
/** Together they make Latin letters of Chinese ones; one after the other they do not. */
const LANGUAGES = ['chi_sim', 'eng'] as const;
type Language = (typeof LANGUAGES)[number];
/** The neural engine; the data is of no other. */
const LSTM = 1;
/** Confidence, of 100, below which a picture may lie on its side: text the right way up gets 70 and more. */
const SURE = 60;
/** Orientations as EXIF numbers them, each a quarter turn from the last; the mirrored ones among themselves. */
const UPRIGHT = [1, 6, 3, 8];
const MIRRORED = [2, 7, 4, 5];
/** Quarter turns, the likely ones first. */
const TURNS = [0, 1, 3, 2];

/** What of Tesseract's API is used; see tesseract.js-core. */
interface Core {
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
  readonly TessBaseAPI: new () => Api;
}
interface Api {
  Init(data: null, languages: string, engine: number): number;
  SetVariable(name: string, value: string): void;
  /** Takes /input, turned upright by its `orientation` as in EXIF; 1 = not readable. */
  SetImageFile(orientation: number): number;
  Recognize(monitor: null): number;
  GetTSVText(page: number): string;
  MeanTextConf(): number;
  Clear(): void;
}

const require = createRequire(import.meta.url);

/** The packages that recognising needs and that are not installed: it is an option. */
export function missingForOcr(): string[] {
  return ['tesseract.js-core', ...LANGUAGES.map((language) => `@tesseract.js-data/${language}`)].filter(
    (name) => {
      try {
        require.resolve(`${name}/package.json`);
        return false;
      } catch {
        return true;
      }
    },
  );
}

interface Engine {
  readonly core: Core;
  readonly apis: ReadonlyMap<Language, Api>;
}

let engine: Promise<Engine> | undefined;

/** Started once per host: 0.4 s. Runs in this thread, as WebAssembly, which can reach nothing but its own memory. */
function start(): Promise<Engine> {
  engine ??= (async () => {
    const load = require(CORE) as (options: object) => Promise<Core>;
    const core = await load({ print: () => {}, printErr: () => {}, TesseractProgress: () => {} });
    const apis = new Map<Language, Api>();
    for (const language of LANGUAGES) {
      const folder = dirname(require.resolve(`@tesseract.js-data/${language}/package.json`));
      const packed = readFileSync(join(folder, '4.0.0_best_int', `${language}.traineddata.gz`));
      core.FS.writeFile(`./${language}.traineddata`, gunzipSync(packed));
      const api = new core.TessBaseAPI();
      if (api.Init(null, language, LSTM) !== 0) throw new Error('no recognition');
      // A line is a line across the whole picture: label and value, cells of a row stay together.
      api.SetVariable('tessedit_pageseg_mode', '6');
      apis.set(language, api);
    }
    return { core, apis };
  })();
  return engine;
}

interface Reading {
  readonly lines: readonly string[];
  readonly confidence: number;
  readonly turn: number;
}

/**
 * Text of a picture (PNG, JPEG, TIFF, BMP, WebP, GIF), line by line. `orientation` as in EXIF; where little is made out, the other
 * three are tried. `tick` is called between attempts and may throw. Rejects where the picture cannot be decoded.
 */
export async function recognise(picture: Uint8Array, tick: () => void, orientation = 1): Promise<string> {
  const { core, apis } = await start();
  const circle = MIRRORED.includes(orientation) ? MIRRORED : UPRIGHT;
  const read = (language: Language, turn: number): Reading => {
    tick();
    const api = apis.get(language)!;
    if (api.SetImageFile(circle[(circle.indexOf(orientation) + turn) % 4]!) === 1)
      throw new Error('not decoded');
    api.Recognize(null);
    const reading = { lines: recognisedLines(api.GetTSVText(0)), confidence: api.MeanTextConf(), turn };
    api.Clear();
    return reading;
  };
  try {
    core.FS.writeFile('/input', picture);
    let best: Reading = { lines: [], confidence: -1, turn: 0 };
    for (const turn of TURNS) {
      const reading = read('chi_sim', turn);
      if (reading.confidence > best.confidence) best = reading;
      if (best.confidence >= SURE) break;
    }
    if (!/\p{Script=Han}{2}/u.test(best.lines.join('\n'))) {
      const reading = read('eng', best.turn);
      if (reading.confidence > best.confidence) best = reading;
    }
    core.FS.unlink('/input');
    return best.lines.join('\n');
  } catch (error) {
    // After an abort nothing in the module can be relied on.
    engine = undefined;
    throw error;
  }
}
