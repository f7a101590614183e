/** One zip with every jar that it needs: a Kafka Connect plugin, or tools for a machine. */
export interface Archive {
  /** Names the archive's S3 key, its file in the cache and, of a plugin, the custom plugin. */
  readonly name: string;
  readonly version: string;
  /**
   * Class that the archive is for, which one of its jars must hold: a plugin's connector.class, a
   * tool's entry point.
   */
  readonly mainClass: string;
  readonly source: BuiltArchive | DownloadedArchive | FileArchive | MavenArchive;
}

/** Built by Maven from the project's own sources in plugins/<module>. */
export interface BuiltArchive {
  readonly kind: "build";
  readonly module: string;
  /**
   * Maven profile that adds jars to the module's own.
   * @default - none is added
   */
  readonly profile?: string;
}

/** Somebody else's archive, fetched once into the plugin cache. */
export interface DownloadedArchive {
  readonly kind: "download";
  /** Name of the zip in the plugin cache, where a user may also put it by hand. */
  readonly fileName: string;
  readonly url: string;
  /** SHA-256 in lower-case hexadecimal; an archive with another one is refused. */
  readonly sha256?: string;
}

/** A zip that is on this machine. */
export interface FileArchive {
  readonly kind: "file";
  /** Path of the zip; a relative one counts from the program's folder. */
  readonly file: string;
  /** SHA-256 in lower-case hexadecimal; a file with another one is refused. */
  readonly sha256?: string;
}

/** A jar of Maven's repositories, packed with the jars that it needs. */
export interface MavenArchive {
  readonly kind: "maven";
  /** group:artifact:version */
  readonly coordinates: string;
  /**
   * SHA-256 of the artifact's own jar in lower-case hexadecimal; another jar is refused.
   * @default - any jar of these coordinates is taken
   */
  readonly sha256?: string;
}

/** What a stage may say differently about a downloaded archive; a file is used instead of any address. */
export interface ArchiveOverrides {
  readonly version?: string | undefined;
  readonly url?: string | undefined;
  readonly file?: string | undefined;
  readonly sha256?: string | undefined;
}
