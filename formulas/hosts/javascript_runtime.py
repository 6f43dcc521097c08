"""The helpers of the JavaScript functions, each one line.

``kpiSum`` adds with Neumaier's correction, to stay with Python's ``fsum``. The normal
distribution is by West's double-precision rational approximation (2004, after Hart 1968; absolute
error below 1e-14), its inverse by Wichura's AS 241, which Python's ``statistics`` uses as well.
"""

from __future__ import annotations

_LINES = r"""
const kpiFail = (code, reason) => { throw Object.assign(new Error(reason), { code }); };
const kpiIsBlank = (value) => value === "" || value === null || value === undefined;
const kpiNumber = (name, value) => { if (typeof value === "number" && Number.isFinite(value)) return value; if (value instanceof Error) throw value; if (typeof value === "string" && /^#[A-Z0-9/]+[!?]?$/.test(value)) return kpiFail(value, name + " is the error " + value); return kpiFail("#VALUE!", name + (kpiIsBlank(value) ? " is blank" : typeof value === "string" ? " is the text '" + value.slice(0, 40) + "'" : typeof value === "boolean" ? " is the logical value " + String(value).toUpperCase() : " is no number") + ", but a number is needed"); };
const kpiNumberOrBlank = (name, value) => kpiIsBlank(value) ? 0 : kpiNumber(name, value);
const kpiFinite = (value) => Number.isFinite(value) ? value : kpiFail("#NUM!", "the answer is no finite number");
const kpiRatio = (left, right, what) => right === 0 && Number.isFinite(left) ? kpiFail("#DIV/0!", what + " is zero") : left / right;
const kpiPower = (base, exponent) => base === 0 && exponent < 0 ? kpiFail("#DIV/0!", "zero has no negative power") : Math.pow(base, exponent);
const kpiFlat = (values) => Array.isArray(values) ? values.flatMap(kpiFlat) : [values];
const kpiRows = (ranges, mayBeBlank) => { const names = Object.keys(ranges), columns = names.map((name) => kpiFlat(ranges[name])); if (columns.some((column) => column.length !== columns[0].length)) kpiFail("#VALUE!", "ranges beside each other need as many cells each"); return columns[0].map((_, i) => { const row = { position: i + 1 }; let hole = false; names.forEach((name, k) => { const value = columns[k][i]; if (kpiIsBlank(value)) { row[name] = 0; hole = hole || !mayBeBlank.includes(name); } else row[name] = kpiNumber(name + ", cell " + (i + 1) + ",", value); }); return hole ? null : row; }).filter((row) => row !== null); };
const kpiSum = (values) => { let sum = 0, lost = 0; for (const value of values) { const next = sum + value; lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum; sum = next; } return sum + lost; };
const kpiCount = (values) => values.length;
const kpiSome = (values) => values.length ? values : kpiFail("#DIV/0!", "there are no rows");
const kpiSmallest = (values) => kpiSome(values).reduce((a, b) => Math.min(a, b));
const kpiLargest = (values) => kpiSome(values).reduce((a, b) => Math.max(a, b));
const kpiMedian = (values) => { const ordered = kpiSome(values).slice().sort((a, b) => a - b), middle = ordered.length >> 1; return ordered.length % 2 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2; };
const kpiRises = (values) => { let s = 0; for (let j = 1; j < values.length; j++) for (let i = 0; i < j; i++) s += Math.sign(values[j] - values[i]); return s; };
const kpiTies = (values) => { const groups = new Map(); for (const value of values) groups.set(value, (groups.get(value) || 0) + 1); let sum = 0; for (const t of groups.values()) sum += t * (t - 1) * (2 * t + 5); return sum; };
const kpiPolynomial = (x, factors) => factors.reduce((sum, factor) => sum * x + factor, 0);
const kpiNormalShare = (x) => { const z = Math.abs(x), e = Math.exp(-z * z / 2); const tail = z > 37 ? 0 : z < 7.07106781186547 ? e * kpiPolynomial(z, [0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376]) / kpiPolynomial(z, [0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752]) : e / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / 2.506628274631; return x > 0 ? 1 - tail : tail; };
const kpiNormalPoint = (p) => { if (p <= 0 || p >= 1) return NaN; const q = p - 0.5; if (Math.abs(q) <= 0.425) { const r = 0.180625 - q * q; return kpiPolynomial(r, [2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080]) * q / kpiPolynomial(r, [5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1]); } const s = Math.sqrt(-Math.log(q <= 0 ? p : 1 - p)); const x = s <= 5 ? kpiPolynomial(s - 1.6, [7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258, 3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734]) / kpiPolynomial(s - 1.6, [1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1]) : kpiPolynomial(s - 5, [2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720]) / kpiPolynomial(s - 5, [2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1]); return q < 0 ? -x : x; };
"""  # noqa: E501  (emit prints one line, so each helper is one)

HELPERS: dict[str, str] = {
    line.removeprefix("const ").partition(" ")[0]: line for line in _LINES.strip().splitlines()
}
"""Each helper by name, in an order in which it may be defined."""
