// Draws the browser's own select boxes and boxes for days, and sends each choice to the server.

// A choice made by arrow keys or by typing is sent once the reader pauses or leaves the box.
const PAUSE_MS = 500;
const LINE_IS_AWAY = "[data-test-connection-state]:not([data-test-connection-state=CONNECTED])";
const rows = new WeakMap();

export default function ({ data: [data], parentElement, setStateValue }) {
  let row = rows.get(parentElement);
  if (!row) {
    const element = document.createElement("div");
    parentElement.append(element);
    row = { element, boxes: new Map(), unanswered: [], sent: 0 };
    rows.set(parentElement, row);
  }
  row.sent = Math.max(row.sent, data.answered);
  // Of two messages that arrive together the server reads the later, so each holds all unanswered choices.
  row.unanswered = row.unanswered.filter(({ sent }) => data.answered !== null && sent > data.answered);
  row.deliver = () => {
    clearTimeout(row.waits);
    if (document.querySelector(LINE_IS_AWAY)) row.waits = setTimeout(() => row.deliver(), PAUSE_MS);
    else setStateValue("choices", row.unanswered);
  };
  // The answer to an earlier choice must not take back a later one.
  const isEarlier = row.unanswered.length > 0;
  const wanted = new Set(data.boxes.map((box) => box.key));
  for (const [key, box] of row.boxes) {
    if (!wanted.has(key)) {
      box.remove();
      row.boxes.delete(key);
    }
  }
  data.boxes.forEach((given, place) => {
    const { key } = given;
    if (!row.boxes.has(key)) row.boxes.set(key, new (given.days ? DayBox : ListBox)(row, data.name, given));
    const box = row.boxes.get(key);
    if (row.element.children[place] !== box.element) {
      row.element.insertBefore(box.element, row.element.children[place] ?? null);
    }
    box.show(given, isEarlier);
  });
}

class Box {
  constructor(row, name, key, control) {
    this.row = row;
    this.key = key;
    this.control = control;
    this.element = made("span", `choice-box choice-${key}`);
    this.label = made("span");
    const label = made("label");
    label.append(this.label, control);
    this.whyNot = made("span", "why-not");
    this.whyNot.id = `${name}-${key}-why-not`;
    this.whyNot.setAttribute("role", "status");
    this.element.append(label, this.whyNot);
    this.given = {};
  }

  remove() {
    this.element.remove();
  }

  choose(value) {
    if (value === this.chosen) return;
    this.chosen = value;
    const { row, key } = this;
    row.sent = Math.max(Date.now(), row.sent + 1);
    row.unanswered.push({ key, value: value || null, sent: row.sent });
    row.deliver();
  }

  show(given, isEarlier) {
    if (given.label !== this.given.label) this.label.textContent = given.label;
    this.offer(given);
    this.given = given;
    this.control.disabled = given.is_closed;
    if (isEarlier) return;
    const isBusy = this.isBusy();
    this.chosen = given.chosen ?? "";
    if (isBusy) return;
    this.write(this.chosen);
    this.say(given.why_not);
  }

  say(why) {
    if (this.whyNot.textContent === why) return;
    this.whyNot.textContent = why;
    if (why) this.control.setAttribute("aria-describedby", this.whyNot.id);
    else this.control.removeAttribute("aria-describedby");
  }
}

// A list to choose from. A choice made by keys is sent once the reader pauses, presses Enter or
// leaves the list, because each arrow key chooses the next entry.
class ListBox extends Box {
  constructor(row, name, { key }) {
    super(row, name, key, made("select"));
    this.pressed = -Infinity;
    this.waits = null;
    this.control.addEventListener("keydown", (event) => {
      this.pressed = event.key === "Enter" ? -Infinity : event.timeStamp;
      if (event.key === "Enter" && this.waits) this.send();
    });
    this.control.addEventListener("change", (event) => {
      clearTimeout(this.waits);
      if (event.timeStamp - this.pressed < 100) this.waits = setTimeout(() => this.send(), PAUSE_MS);
      else this.send();
    });
    this.control.addEventListener("blur", () => this.waits && this.send());
  }

  remove() {
    clearTimeout(this.waits);
    super.remove();
  }

  send() {
    clearTimeout(this.waits);
    this.waits = null;
    this.choose(this.control.value);
  }

  isBusy() {
    return this.waits !== null;
  }

  offer(given) {
    // The empty choice names the usual value, which is listed once.
    const usual = given.options.find(([, text]) => text === given.nothing_chosen)?.[0];
    const others = given.options.filter(([value]) => value !== usual || value === given.chosen);
    const options = usual && usual === given.chosen ? others : [["", given.nothing_chosen], ...others];
    const offered = JSON.stringify(options);
    if (offered === this.offered) return;
    this.offered = offered;
    const stood = this.control.value;
    this.control.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
    this.control.value = stood;
  }

  write(value) {
    this.control.value = value;
  }
}

// A day, typed as 28/02/2022 or pressed in the browser's calendar. The browser's own date box would
// have the month first where the browser is American.
class DayBox extends Box {
  constructor(row, name, { key, label }) {
    super(row, name, key, made("input"));
    this.control.placeholder = "dd/mm/yyyy";
    this.control.autocomplete = "off";
    this.calendar = made("input", "calendar");
    this.calendar.type = "date";
    this.calendar.tabIndex = -1;
    this.calendar.setAttribute("aria-hidden", "true");
    const button = made("button");
    button.type = "button";
    button.setAttribute("aria-label", `${label}: open the calendar`);
    this.whyNot.before(this.calendar, button);
    this.control.addEventListener("change", () => this.send(this.control.value.trim()));
    button.addEventListener("click", () => this.calendar.showPicker());
    this.calendar.addEventListener("change", () => {
      this.write(this.calendar.value);
      this.send(this.control.value);
    });
  }

  send(text) {
    const day = text && dayOf(text);
    const { first, last, refusal } = this.given.days;
    const isOffered = !text || (day >= first && day <= last);
    this.say(isOffered ? "" : refusal);
    if (isOffered) {
      this.write(day);
      this.choose(day);
    }
  }

  // A refused text stays, with the reason, until the reader types another.
  isBusy() {
    const stands = this.control.value !== dayText(this.chosen ?? "");
    return stands && (document.activeElement === this.control || this.whyNot.textContent !== "");
  }

  offer({ days }) {
    this.calendar.min = days.first;
    this.calendar.max = days.last;
  }

  write(day) {
    this.control.value = dayText(day);
    this.calendar.value = day;
  }
}

// The day as 2022-02-28; empty if there is no such day.
function dayOf(text) {
  const [, day, month, year] = /^(\d{1,2})[\s/.-](\d{1,2})[\s/.-](\d{4})$/.exec(text) ?? [];
  if (!year) return "";
  const found = new Date(Date.UTC(year, month - 1, day));
  return found.getUTCMonth() === month - 1 ? found.toISOString().slice(0, 10) : "";
}

function dayText(day) {
  return day.split("-").reverse().join("/");
}

function made(tag, classes = "") {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  return element;
}
