// Draws the figures of a panel as plain buttons, and sends which was pressed to the server, which
// then draws Streamlit's pop-ups in their place.

const LINE_IS_AWAY = "[data-test-connection-state]:not([data-test-connection-state=CONNECTED])";
const OPENED_WITHIN_MS = 10000;
const rows = new WeakMap();

export default function ({ data: [figures], parentElement, setTriggerValue }) {
  let row = rows.get(parentElement);
  if (!row) {
    const element = made("div", "figure-buttons");
    parentElement.append(element);
    row = { element, drawn: [] };
    rows.set(parentElement, row);
  }
  row.press = (key) => setTriggerValue("pressed", key);
  for (const { button } of row.drawn.splice(figures.length)) button.remove();
  figures.forEach((figure, place) => {
    row.drawn[place] ??= new FigureButton(row);
    row.drawn[place].show(figure);
  });
}

class FigureButton {
  constructor(row) {
    this.button = made("button");
    this.button.type = "button";
    this.button.setAttribute("aria-haspopup", "dialog");
    this.button.setAttribute("aria-expanded", "false");
    this.button.addEventListener("click", () => {
      if (document.querySelector(LINE_IS_AWAY)) return;
      focusOnceDrawn(`.st-key-${this.key} button`, this.button);
      row.press(this.key);
    });
    row.element.append(this.button);
  }

  show(figure) {
    const given = JSON.stringify(figure);
    if (given === this.given) return;
    this.given = given;
    this.key = figure.key;
    const number = made("strong");
    if (figure.is_word) number.append(made("span", "", figure.shown));
    else number.append(figure.shown);
    if (figure.bars) {
      const bars = made("img");
      bars.src = figure.bars.source;
      bars.alt = figure.bars.words;
      number.append(" ", bars);
    }
    const words = made("span", "figure");
    words.append(number, ` ${figure.title}`);
    if (figure.note) words.append(" ", made("em", "", figure.note));
    this.button.replaceChildren(words);
  }
}

// The keyboard stays at the figure, whose button another takes the place of.
function focusOnceDrawn(selector, before) {
  const watch = new MutationObserver(() => {
    const button = document.querySelector(selector);
    if (!button || button === before) return;
    watch.disconnect();
    if ([document.body, before].includes(document.activeElement)) button.focus();
  });
  watch.observe(document.body, { subtree: true, childList: true });
  setTimeout(() => watch.disconnect(), OPENED_WITHIN_MS);
}

function made(tag, classes = "", text = "") {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  if (text) element.textContent = text;
  return element;
}
