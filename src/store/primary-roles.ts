/** The roles of a job's files that cannot be made again from its other files. */
export const primaryRoles: readonly string[] = ['picture', 'sheet']
