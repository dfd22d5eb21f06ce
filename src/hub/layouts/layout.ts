import type { Repository, RepositoryFile } from '../repository.ts'

/** Reads a small file of the repository. */
export type Read = (path: string) => Promise<string>

/** The files of a repository that this program uses, and how to check before the download that it can run them. */
export interface Selection {
  readonly files: readonly RepositoryFile[]
  /** Sentences for the person, say about parts that were left out. */
  readonly notes: readonly string[]
  /**
   * Reads the small configuration files and refuses what cannot be run.
   *
   * @throws UserError `model-config`, `hub-…`
   */
  readonly check: (read: Read) => Promise<void>
}

/** How the files of one kind of model are laid out in a repository. */
export interface Layout {
  /** The name of the result for people. */
  readonly name: string
  /** Whether a repository seems to be of this kind, by the names of its files. */
  readonly recognises: (repository: Repository) => boolean
  /** Whether the result is a model that draws, so that MODEL_DIR should name it. */
  readonly draws: boolean
  /**
   * Reads the repository's own description, and refuses other kinds.
   *
   * @throws UserError `hub-not-if`, `hub-not-clip`, `hub-…`
   */
  readonly identify: (repository: Repository, read: Read) => Promise<void>
  /**
   * Chooses the files. `without` names parts that another stage of the same cascade provides already, such as the text encoder.
   *
   * @throws UserError `hub-pickled`, `hub-incomplete`
   */
  readonly select: (repository: Repository, without: ReadonlySet<string>) => Selection
}
