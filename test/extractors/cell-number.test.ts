import { describe, expect, test } from 'vitest';
import { formatNumber, numberKind, plainNumber } from '../../src/extractors/cell-number.js';

describe('numbers are shown in plain digits', () => {
  test.each([
    ['13800138000', '13800138000', false],
    ['1.3800138E10', '13800138000', false],
    ['1.3800138000E+10', '13800138000', false],
    ['110105199003078', '110105199003078', false],
    ['1.10105199003078E+17', '110105199003078000', true],
    ['110105199003078000', '110105199003078000', true],
    // Written in full by a program that knows no doubles: nothing is lost.
    ['110105199003078812', '110105199003078812', false],
    ['6.222021234567894E15', '6222021234567894', false],
    ['1.1010519900307889E+17', '110105199003078890', true],
    ['6.22202123456789E+18', '6222021234567890000', true],
    ['3.1400000000000001', '3.14', false],
    ['0.1', '0.1', false],
    ['-5.5E-1', '-0.55', false],
    ['1E-3', '0.001', false],
    ['12.50', '12.5', false],
    ['1e300', '1e300', false],
    ['007', '007', false],
    ['0', '0', false],
    ['.5', '0.5', false],
    ['', '', false],
    ['#N/A', '#N/A', false],
  ])('%s -> %s', (stored, text, rounded) => {
    expect(plainNumber(stored)).toEqual({ text, rounded });
  });
});

describe('dates are told by their format and shown as ISO', () => {
  test.each([
    ['yyyy-mm-dd', '36526', '2000-01-01'],
    ['yyyy"年"m"月"d"日"', '36526', '2000-01-01'],
    ['[$-804]yyyy/m/d;@', '36526', '2000-01-01'],
    ['yyyy-mm-dd hh:mm:ss', '36526.5', '2000-01-01 12:00:00'],
    ['yyyy-mm-dd hh:mm:ss', '36526', '2000-01-01 00:00:00'],
    ['h:mm AM/PM', '0.25', '06:00:00'],
    ['mm:ss.0', '0.25', '06:00:00'],
    ['mmm-yy', '36526', '2000-01-01'],
    ['m/d', '1', '1900-01-01'],
    ['e"年"m"月"', '36526', '2000-01-01'],
    ['0.00', '36526', '36526'],
    ['#,##0', '36526', '36526'],
    ['General', '36526', '36526'],
    ['"day" 0', '36526', '36526'],
    ['[Red]0.0', '36526', '36526'],
    ['@', '36526', '36526'],
    ['000000', '1234', '001234'],
    // No date: an identity number in a column formatted as date.
    ['yyyy-mm-dd', '13800138000', '13800138000'],
  ])('%s of %s -> %s', (code, stored, text) => {
    expect(formatNumber(stored, numberKind(200, code)).text).toBe(text);
  });
  test('built-in formats, and the calendar of 1904', () => {
    expect(formatNumber('36526', numberKind(14)).text).toBe('2000-01-01');
    expect(formatNumber('36526', numberKind(31)).text).toBe('2000-01-01');
    expect(formatNumber('36526', numberKind(2)).text).toBe('36526');
    expect(formatNumber('35064', numberKind(14), true).text).toBe('2000-01-01');
  });
});
