/**
 * What the PDF extractor needs of a library that parses PDF: nothing else of it is known outside of pdf-js.ts.
 * Any method may reject with whatever the library throws; its message is never shown. RED ZONE.
 */
export interface PdfDocument {
  /** Says how many there ought to be; any of them may turn out to be unreadable. */
  readonly pages: number;
  /** A password had to be given: the owner's restrictions alone need none. */
  readonly encrypted: boolean;
  /** 1 = the first. Release pages when done: the library keeps what it made of them. */
  page(number: number): Promise<PdfPage>;
  /** Fields of forms, the ones on no page included. */
  fields(): Promise<PdfField[]>;
  /** Document information and, as it stands, the XMP packet. */
  properties(): Promise<{
    readonly info: Readonly<Record<string, unknown>>;
    readonly xmp: string | undefined;
  }>;
  /** Titles of bookmarks and where they lead outside. */
  bookmarks(): Promise<string[]>;
  attachments(): Promise<PdfAttachment[]>;
  /** Texts of a form that is written in XFA alone, page by page; empty where there is none. */
  xfa(): Promise<string[]>;
  close(): Promise<void>;
}

export interface PdfPage {
  /** In points. */
  readonly width: number;
  readonly height: number;
  /** Runs of text in the order they are drawn, some at a time. */
  runs(): AsyncIterable<readonly TextRun[]>;
  /** `fields` = with the values of form fields, which documents without a list of them have only here. */
  notes(fields: boolean): Promise<PdfNotes>;
  /** What the page shows besides text. Decodes no picture. */
  shows(): Promise<PageContent>;
  /** The pictures on the page where they stand, as a picture file of about their own pixels; undefined = there is none. */
  render(): Promise<Uint8Array | undefined>;
  release(): void;
}

/** Text drawn in one go, in the coordinates of the page (y upwards). */
export interface TextRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Extent along the direction of writing. */
  readonly length: number;
  /** Size of the font. */
  readonly size: number;
  /** Direction of writing, in degrees anticlockwise; top to bottom is 270. */
  readonly angle: number;
}

export interface PdfField {
  readonly name: string;
  readonly values: readonly string[];
  /** 1 = the first; undefined = on none. */
  readonly page: number | undefined;
}

export interface PdfNotes {
  /** Comments, texts beside the page, targets of links. */
  readonly texts: readonly string[];
  readonly attachments: readonly PdfAttachment[];
}

export interface PdfAttachment {
  readonly name: string;
  readonly content: Uint8Array;
}

export interface PageContent {
  /** Operators were found; else the page is blank, or nothing but a picture. */
  readonly marked: boolean;
  /** Reading stops before its end: at a picture of enough pixels to hold text, or at damage. */
  readonly stops: boolean;
  /** Drawn with lines, shapes or small pictures: text may be among them. */
  readonly drawn: boolean;
  /** All text on it is invisible: what a scanner read, laid over its picture. */
  readonly recognised: boolean;
}
