import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** What is known of a request before anything is parsed; the same for HTTP and for a socket's upgrade. */
export interface Arrival {
  headers: IncomingHttpHeaders;
  /** Address of the other end of the connection. */
  remoteAddress?: string;
  /** Whether the connection itself is TLS. */
  encrypted: boolean;
}

/** The request's connection and headers as Node received them. */
export function arrivalBy({ headers, socket: connection }: IncomingMessage): Arrival {
  // Null, whatever its type says, when the connection has been taken away before its request was read.
  const socket = connection as Socket | null;
  return { headers, remoteAddress: socket?.remoteAddress, encrypted: !!socket && 'encrypted' in socket };
}

/** Where requests say that they come from, and under which name they reached us. */
export interface Origins {
  /** The server's own origin as this client sees it, such as `https://chat.example.com`. */
  own(arrival: Arrival): string;
  /** The client's address: the nearest one that no trusted proxy vouches for. Never logged. */
  address(arrival: Arrival): string;
}

/** @param publicUrl the server's own origin for everybody; absent: the request's host */
export function createOrigins({ publicUrl, trustedProxies }: { publicUrl?: string; trustedProxies: number }): Origins {
  /** Of a list that each proxy appends to, the part that the outermost trusted proxy wrote. */
  const forwarded = (value: string | string[] | undefined): string | undefined => {
    if (trustedProxies === 0 || value === undefined) return undefined;
    const parts = String(value)
      .split(',')
      .map((part) => part.trim());
    return parts.at(-Math.min(trustedProxies, parts.length)) || undefined;
  };

  return {
    own({ headers, encrypted }) {
      if (publicUrl) return publicUrl;
      const scheme = forwarded(headers['x-forwarded-proto']) ?? (encrypted ? 'https' : 'http');
      const host = forwarded(headers['x-forwarded-host']) ?? headers.host ?? 'localhost';
      const text = `${scheme === 'https' ? 'https' : 'http'}://${host}`;
      // Through URL, so that a default port or capitals compare equal to what a browser sends as Origin.
      return URL.canParse(text) ? new URL(text).origin : 'null';
    },
    address: ({ headers, remoteAddress }) => forwarded(headers['x-forwarded-for']) ?? remoteAddress ?? 'unknown',
  };
}
