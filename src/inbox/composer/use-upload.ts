import { LIMITS } from '../../protocol/limits.ts';
import { useTools } from '../shell/context.ts';
import { fileSize } from '../shell/file-size.ts';
import { t } from '../text.ts';
import type { Attachment } from './drafts.ts';

const TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

/** Why a picture cannot be taken, or nothing. The server looks again, at the bytes. */
export function imageProblem({ name, type, size }: Pick<File, 'name' | 'type' | 'size'>): string | undefined {
  if (!TYPES.includes(type)) return t('upload.not_image', { name });
  if (size > LIMITS.fileBytes) return t('upload.too_large', { name, size: fileSize(LIMITS.fileBytes) });
  return undefined;
}

/** Uploads a picture into the draft of a conversation; what goes wrong is said there. */
export function useUpload(conversation: string): (file: File) => void {
  const { rest, drafts } = useTools();
  return (file) => {
    const problem = imageProblem(file);
    if (problem !== undefined) return drafts.change(conversation, { notice: problem });
    const { name, size } = file;
    const key = crypto.randomUUID();
    const swap = (next: Attachment | undefined, notice?: string): void =>
      drafts.change(conversation, {
        attachments: drafts.of(conversation).attachments.flatMap((one) => (one.key === key ? (next ?? []) : one)),
        notice,
      });
    drafts.change(conversation, {
      notice: undefined,
      attachments: [...drafts.of(conversation).attachments, { kind: 'image', key, name, bytes: size, at: 'uploading' }],
    });
    void rest.upload(file).then((answer) => {
      if (answer.ok) swap({ kind: 'image', key, name, bytes: size, at: 'stored', file: answer.value });
      else swap(undefined, uploadRefusal(answer.code, name));
    });
  };
}

function uploadRefusal(code: string, name: string): string {
  if (code === 'too_large') return t('upload.too_large', { name, size: fileSize(LIMITS.fileBytes) });
  return t(code === 'unsupported_type' ? 'upload.not_image' : 'upload.failed', { name });
}
