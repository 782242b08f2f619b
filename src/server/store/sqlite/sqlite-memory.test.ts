import { storeContract } from '../store.contract.ts';
import { createSqliteStore } from './create-sqlite-store.ts';

// In a process of its own: each test opens a store, and each store has threads.
storeContract('SQLite in memory', () => createSqliteStore({ file: ':memory:' }));
