/** The longer side of a shown mask in pixels. The mask itself has the size of its picture. */
export const previewSide = 512
