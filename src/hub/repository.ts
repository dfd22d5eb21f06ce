/** The checksum of a file. The hub keeps large files in LFS, by SHA-256, and small ones in git, by git's own SHA-1. */
export interface Checksum {
  readonly algorithm: 'sha256' | 'git-sha1'
  /** Lower-case hexadecimal. */
  readonly value: string
}

/** One file of a repository. */
export interface RepositoryFile {
  /** With `/` between folders, relative to the root of the repository. */
  readonly path: string
  /** In bytes. */
  readonly size: number
  readonly checksum: Checksum
}

/** A model repository on the hub at one commit. */
export interface Repository {
  /** `OWNER/NAME`. */
  readonly name: string
  /** The commit, so that all files belong together even while somebody changes the repository. */
  readonly commit: string
  /** Whether people must accept conditions on the model page first. */
  readonly gated: boolean
  /** The licence that the model card names: an SPDX id such as `mit`, or a name. */
  readonly licence: string | undefined
  readonly licenceUrl: string | undefined
  readonly files: readonly RepositoryFile[]
}
