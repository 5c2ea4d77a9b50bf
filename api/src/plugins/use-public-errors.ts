import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { ApiError, asApiError, ERROR_CODES, type ErrorCode } from '../api-error.ts';
import type { ApiContext } from '../context.ts';

/** Gives every error of an answer one code of the closed list and the request id, and masks what is not the caller's. */
export function usePublicErrors(log: (line: Record<string, unknown>) => void): Plugin<ApiContext> {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors) return;
      const { requestId } = serverContext as unknown as ApiContext;
      const errors = result.errors.map((error) => publicError(error as GraphQLError, requestId, log));
      setResult({ ...result, errors });
    },
  };
}

/** The error as the caller may see it. */
export function publicError(
  error: GraphQLError,
  requestId: string,
  log: (line: Record<string, unknown>) => void,
): GraphQLError {
  const code = codeOfQueryError(error);
  const shown = code ? new ApiError(code, error.message) : asApiError(error);
  if (shown.code === 'INTERNAL') {
    log({ level: 'error', requestId, message: error.message, stack: error.originalError?.stack ?? error.stack });
  }
  return new GraphQLError(shown.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    // Anew, because the engine marks errors that it met during validation as its own.
    extensions: { code: shown.code, requestId, http: { status: ERROR_CODES[shown.code], headers: shown.headers } },
  });
}

/** Errors that graphql and Armor find in the query itself carry no code of ours. */
function codeOfQueryError(error: GraphQLError): ErrorCode | undefined {
  const { code } = error.extensions;
  if (typeof code === 'string' && code in ERROR_CODES) return undefined;
  // What a variable's type refuses is wrapped once more, but has no path: nothing was executed.
  const wrapped = error.originalError && !(error.originalError instanceof GraphQLError);
  if (wrapped || error.path) return undefined;
  if (/\b(limit|Token|Aliases|Directives)\b.*\b(exceeded|allowed)\b/i.test(error.message)) return 'LIMIT_EXCEEDED';
  return error.message.startsWith('Syntax Error') ? 'PARSE_FAILED' : 'VALIDATION_FAILED';
}
