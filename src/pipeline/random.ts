/** A stream of independent standard normal numbers: `count` float32 values a call. */
export type RandomNormal = (count: number) => Float32Array
