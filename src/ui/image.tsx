import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { fill } from './fill.ts';
import { Icon } from './icon.tsx';
import { closeIcon, imageIcon } from './icons.ts';

export interface ImageWords {
  /** `{name}` stands for the file's name. */
  openImage: string;
  closeImage: string;
  imageFailed: string;
}

export interface ImageProps {
  /** Absolute, or from the root of the page's origin. */
  url: string;
  name: string;
  width: number;
  height: number;
  words: ImageWords;
}

/** A picture as a thumbnail; pressed, it opens at full size over everything. One that cannot be had is named in its place. */
export function Image({ url, name, width, height, words }: ImageProps): JSX.Element {
  const viewer = useRef<HTMLDialogElement>(null);
  const [failed, setFailed] = useState(false);
  const close = () => viewer.current!.close();
  const label = fill(words.openImage, { name });
  if (failed) {
    return (
      <p class="sb-photo sb-lost">
        <Icon path={imageIcon} size={28} />
        <span>{fill(words.imageFailed, { name })}</span>
      </p>
    );
  }
  return (
    <>
      <button type="button" class="sb-photo" aria-label={label} onClick={() => viewer.current!.showModal()}>
        <img src={url} alt={name} width={width} height={height} onError={() => setFailed(true)} />
      </button>
      {/* Escape closes a dialog by itself; it must not reach what the picture stands in. */}
      <dialog
        ref={viewer}
        class="sb-viewer"
        aria-label={name}
        onClick={(event) => event.target === event.currentTarget && close()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <img src={url} alt={name} width={width} height={height} />
        <button type="button" class="sb-viewer-close" aria-label={words.closeImage} onClick={close}>
          <Icon path={closeIcon} />
        </button>
      </dialog>
    </>
  );
}
