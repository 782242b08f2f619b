import * as v from 'valibot';

/** The kinds of content a message can hold, by name; `choice` is a quick reply that was picked. */
export const ContentType = v.picklist(['text', 'image', 'file', 'products', 'discount', 'order', 'choices', 'choice']);
export type ContentType = v.InferOutput<typeof ContentType>;
