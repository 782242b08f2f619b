/** As much of a logger as a store needs; pino's fits. */
export interface StoreLogger {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
