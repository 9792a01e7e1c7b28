import type { PartOutput } from './extractor.js';
import type { XmlHandler } from './xml-reader.js';

/** Properties that say when, not what. */
const DATES: Readonly<Record<string, string>> = {
  created: 'document.created',
  modified: 'document.modified',
  'creation-date': 'document.created',
  date: 'document.modified',
};
/** Counts and names of programs. */
const IDLE =
  /^(?:TotalTime|Pages|Words|Characters|CharactersWithSpaces|Lines|Paragraphs|Slides|Notes|HiddenSlides|MMClips|ScaleCrop|LinksUpToDate|SharedDoc|HyperlinksChanged|AppVersion|Application|DocSecurity|revision|editing-cycles|editing-duration|generator|language|i4|size)$/;

/** Properties of a document, each as "name: value" in the text part `properties`; dates as facts. */
export class PropertiesReader implements XmlHandler {
  #name = '';
  #value = '';

  constructor(private readonly out: PartOutput) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#value = '';
    // A property of the user's own: its value stands in an element named for its type.
    if (name === 'property' || name === 'user-defined')
      this.#name = Object.entries(attributes).find(([key]) => /(?:^|:)name$/.test(key))?.[1] ?? '';
  }

  text(text: string): void {
    this.#value += text;
  }

  close(name: string): void {
    const value = this.#value.trim();
    this.#value = '';
    if (name === 'property') this.#name = '';
    // Without a name of its own a value belongs to a list of the titles of parts.
    const untitled = this.#name === '' && /^lpw?str$/.test(name);
    if (value === '' || untitled || IDLE.test(name)) return;
    const fact = DATES[name];
    if (fact !== undefined && /^\d{4}-\d\d-\d\d/.test(value)) this.out.fact(fact, value.slice(0, 32));
    else this.out.text('properties', `${this.#name === '' ? name : this.#name}: ${value}`);
    if (name === 'user-defined') this.#name = '';
  }
}
