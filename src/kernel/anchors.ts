import { SHAPES, type Shape } from '../model/shape.js';

export { SHAPES, type Shape } from '../model/shape.js';

/** Numbers of the shapes, as they stand in the anchor buffer. */
export const SHAPE_ID: Readonly<Record<Shape, number>> = Object.fromEntries(
  SHAPES.map((shape, index) => [shape, index]),
) as Record<Shape, number>;

/** Shapes with these numbers are validated completely by the kernel. */
export const EXACT_SHAPES = 5;

/** 32-bit words per anchor: start, end, shape | WHOLE_CELL, aux, row, column. */
export const ANCHOR_WORDS = 6;
/** Set in the shape word when the value fills its table cell (after trimming spaces and quotes). */
export const WHOLE_CELL = 0x100;
