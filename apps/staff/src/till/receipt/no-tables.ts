// What a browser goes without: tables of old encodings, pictures for printers.
export const PNG = undefined;
