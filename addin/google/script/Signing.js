// Signs what the server is asked, so that the secret of the access key never leaves the spreadsheet.
// The server knows the hash of the secret: under a keyed hash of the request, made with it, the
// secret is hidden from everybody else, and proves that this request was signed by who has it.

const SCHEME_ = "KPI-Proof";
/** A key as `kpicells keys new` prints it: kpi_ID_SECRET. */
const KEY_FORM_ = /^kpi_([^_\s]+)_([\x21-\x7e]{1,64})$/;
const HASH_OF_NOTHING_ = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/**
 * The header of one request; each one is signed anew, for it is answered once.
 * @param {string} key
 * @param {string} method
 * @param {string} host
 * @param {string} path Below the server's address, with its query.
 * @param {string} payload
 */
function signature_(key, method, host, path, payload) {
  const [, id, secret] = /** @type {RegExpExecArray} */ (KEY_FORM_.exec(key));
  const time = String(Math.floor(Date.now() / 1000));
  const nonce = Utilities.getUuid();
  const lines = ["kpicells-1", method, host, path, time, nonce, payload ? hexHash_(payload) : HASH_OF_NOTHING_];
  const cover = Utilities.computeHmacSignature(
    Utilities.MacAlgorithm.HMAC_SHA_512, lines.join("\n"), hexHash_(secret), Utilities.Charset.UTF_8,
  );
  const proof = [...secret].map((letter, place) => letter.charCodeAt(0) ^ cover[place]);
  const armoured = Utilities.base64EncodeWebSafe(proof).replace(/=+$/, "");
  return `${SCHEME_} id=${id}, time=${time}, nonce=${nonce}, proof=${armoured}`;
}

/** @param {string} text */
function hexHash_(text) {
  return digest_(text).map((byte) => (byte & 255).toString(16).padStart(2, "0")).join("");
}

/**
 * JSON in which every sign is one byte, so that what is signed is what is sent.
 * @param {unknown} asked
 */
function asJson_(asked) {
  const escaped = (/** @type {string} */ sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(asked).replace(/[\u007f-\uffff]/g, escaped);
}
