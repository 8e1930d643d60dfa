/** @throws {RangeError} If the value is not a whole number in the range; a `max` of Infinity is in it. */
export function checkWhole(name: string, value: number, min: number, max: number): void {
  if (Math.floor(value) !== value || value < min || value > max) {
    throw new RangeError(`${name} must be whole, ${min} to ${max}, not ${value}`);
  }
}
