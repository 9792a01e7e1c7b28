export declare const HEADER: readonly string[];
export declare const PEOPLE: readonly (readonly string[])[];
export declare const LINES: readonly string[];
