import { type Kysely, sql } from 'kysely';
import type { ConversationFilter, Listing } from '../listing.ts';
import type { Tables } from '../tables.ts';
import { toVisitor } from './visitor-columns.ts';

export function createListingReader(
  db: Kysely<Tables>,
): Pick<Listing, 'conversations' | 'visitors' | 'departmentInUse'> {
  return {
    async conversations(shop, filter) {
      const { after, updatedSince, limit } = filter;
      const forwards = updatedSince !== undefined;
      const beyond = forwards ? '>' : '<';
      const from = forwards ? '>=' : '<=';
      const order = forwards ? 'asc' : 'desc';
      const moment = forwards ? 'updated_at' : 'last_at';
      const rows = await matching(db, shop, filter)
        // The plain bound is for the index: it begins there, and does not walk over the pages before.
        .$if(after !== undefined, (q) =>
          q
            .where(moment, from, after!.at)
            .where((e) =>
              e.or([e(moment, beyond, after!.at), e.and([e(moment, '=', after!.at), e('id', beyond, after!.id)])]),
            ),
        )
        .orderBy(moment, order)
        .orderBy('id', order)
        .limit(limit)
        .execute();
      return rows.map((row) => ({ id: row.id, at: row[moment] }));
    },

    async visitors(shop, { email, clientId, after, limit }) {
      const rows = await db
        .selectFrom('visitors')
        .selectAll()
        .where('shop', '=', shop)
        .$if(email !== undefined, (q) => q.where(sql`lower(email)`, '=', email!.toLowerCase()))
        .$if(clientId !== undefined, (q) => q.where('client_id', '=', clientId!))
        .$if(after !== undefined, (q) =>
          q
            .where('created_at', '>=', after!.at)
            .where((e) =>
              e.or([
                e('created_at', '>', after!.at),
                e.and([e('created_at', '=', after!.at), e('id', '>', after!.id)]),
              ]),
            ),
        )
        .orderBy('created_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toVisitor);
    },

    async departmentInUse(shop, department) {
      const conversation = await db
        .selectFrom('conversations')
        .select('id')
        .where('shop', '=', shop)
        .where('department', '=', department)
        .where('open', '=', 1)
        .limit(1)
        .executeTakeFirst();
      if (conversation) return true;
      const canned = await db
        .selectFrom('canned_responses')
        .select('id')
        .where('shop', '=', shop)
        .where('department', '=', department)
        .limit(1)
        .executeTakeFirst();
      return canned !== undefined;
    },
  };
}

export function createListingWriter(db: Kysely<Tables>): Pick<Listing, 'changeVisitor'> {
  return {
    async changeVisitor(shop, visitor, { name, email, attributes }) {
      const columns = {
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email }),
        ...(attributes !== undefined && { attributes: attributes && JSON.stringify(attributes) }),
      };
      const query = db.updateTable('visitors').where('shop', '=', shop).where('id', '=', visitor);
      // An empty change still answers with the visitor.
      const row = await query
        .set(Object.keys(columns).length > 0 ? columns : (e) => ({ id: e.ref('id') }))
        .returningAll()
        .executeTakeFirst();
      return row && toVisitor(row);
    },
  };
}

function matching(db: Kysely<Tables>, shop: string, filter: ConversationFilter) {
  const { folder, open, department, owner, visitor, updatedSince } = filter;
  return db
    .selectFrom('conversations')
    .select(['id', 'updated_at', 'last_at'])
    .where('shop', '=', shop)
    .$if(folder === 'priority', (q) => q.where('priority', '=', 1).where('open', '=', 1))
    .$if(folder !== undefined && folder !== 'priority', (q) => q.where('folder', '=', folder!))
    .$if(open !== undefined, (q) => q.where('open', '=', Number(open)))
    .$if(department !== undefined, (q) => q.where('department', '=', department!))
    .$if(owner !== undefined, (q) => q.where('owner', '=', owner!))
    .$if(visitor !== undefined, (q) => q.where('visitor', '=', visitor!))
    .$if(updatedSince !== undefined, (q) => q.where('updated_at', '>=', updatedSince!));
}
