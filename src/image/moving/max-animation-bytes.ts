/** The most bytes of an animation: what Discord takes from anybody, with room for the message around it. */
export const maxAnimationBytes = 10 * 1024 * 1024 - 1024
