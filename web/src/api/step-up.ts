/** Asks the person to confirm that it is them; true once they did, false where they did not want to. */
type Ask = () => Promise<boolean>;

let ask: Ask | undefined;
let asking: Promise<boolean> | undefined;

/** Whoever can ask says so; returns how to take it back. */
export function confirmBy(next: Ask): () => void {
  ask = next;
  return () => {
    if (ask === next) ask = undefined;
  };
}

/**
 * `fetch` for every call of the API: where the server wants a recent sign-in, the person confirms in place and the same call
 * is made once more. Whoever made it sees nothing of this, or, where they did not confirm, the refusal.
 */
export async function fetchConfirmed(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const again = request.clone();
  const response = await fetch(request);
  if (response.status !== 403 || !ask || !(await wantsRecentSignIn(response.clone()))) return response;
  // Several calls at once are one question.
  asking ??= ask().finally(() => (asking = undefined));
  return (await asking) ? fetch(again) : response;
}

async function wantsRecentSignIn(response: Response): Promise<boolean> {
  const body: unknown = await response.json().catch(() => null);
  return typeof body === 'object' && body !== null && 'code' in body && body.code === 'recent_sign_in_required';
}
