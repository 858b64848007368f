// Arithmetic by a precedence-climbing parser: + - * / ^, unary minus, parentheses, digits with thousands separators.
const BINARY = {
  "+": { precedence: 1, apply: (a, b) => a + b },
  "-": { precedence: 1, apply: (a, b) => a - b },
  "*": { precedence: 2, apply: (a, b) => a * b },
  "/": { precedence: 2, apply: (a, b) => a / b },
  "^": { precedence: 4, right: true, apply: (a, b) => a ** b },
};
const UNARY_PRECEDENCE = 3;
const MAX_LENGTH = 500;
const MAX_DEPTH = 50;

export function calculate(expression) {
  if (expression.length > MAX_LENGTH) throw new Error(`expected at most ${MAX_LENGTH} characters`);
  let at = 0;
  const skip = () => {
    while (/\s/.test(expression[at] ?? "")) at++;
  };
  const fail = (expected) => {
    throw new Error(`column ${at + 1}: expected ${expected}, found '${expression[at] ?? "the end"}'`);
  };

  const operand = (depth) => {
    if (depth > MAX_DEPTH) fail(`at most ${MAX_DEPTH} levels`);
    skip();
    if (expression[at] === "-") {
      at++;
      return -climb(UNARY_PRECEDENCE, depth + 1);
    }
    if (expression[at] === "(") {
      at++;
      const value = climb(0, depth + 1);
      skip();
      if (expression[at] !== ")") fail("')'");
      at++;
      return value;
    }
    const digits = /^\d[\d,]*(\.\d+)?/.exec(expression.slice(at));
    if (!digits) fail("a number");
    at += digits[0].length;
    return Number(digits[0].replaceAll(",", ""));
  };

  const climb = (least, depth) => {
    let value = operand(depth);
    for (;;) {
      skip();
      const operator = BINARY[expression[at]];
      if (!operator || operator.precedence < least) return value;
      at++;
      value = operator.apply(value, climb(operator.right ? operator.precedence : operator.precedence + 1, depth + 1));
    }
  };

  const value = climb(0, 0);
  skip();
  if (at < expression.length) fail("an operator");
  if (!Number.isFinite(value)) throw new Error("the result is not a finite number");
  return value;
}
