// Draws the menu of pages: links, and buttons that open the links of a section. In a narrow window
// one button opens the whole menu.

const NARROW = matchMedia("(width < 1000px)"); // as in style.css
const LINE_IS_AWAY = "[data-test-connection-state]:not([data-test-connection-state=CONNECTED])";
// How long a section of a new page may take to come, and then to stand still.
const MS_TO_COME = 30000;
const MS_TO_SETTLE = 300;
const menus = new WeakMap();

goToSection(location.hash.slice(1));

export default function ({ data: [data], parentElement, setTriggerValue }) {
  if (!menus.has(parentElement)) menus.set(parentElement, new Menu(parentElement));
  const menu = menus.get(parentElement);
  menu.go = (address) => setTriggerValue("pressed", address);
  menu.show(data);
}

class Menu {
  constructor(parent) {
    this.nav = made("nav", "menu");
    this.nav.setAttribute("aria-label", "Pages");
    parent.append(this.nav);
    NARROW.addEventListener("change", () => this.draw());
    this.nav.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.opened) return;
      const { button } = this.opened;
      this.close();
      button.focus();
    });
    this.nav.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.nav.contains(relatedTarget)) this.close();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (!this.nav.contains(target)) this.close();
    });
  }

  show(data) {
    const given = JSON.stringify(data);
    if (given === this.given) return;
    this.given = given;
    this.data = data;
    this.draw();
  }

  draw() {
    this.opened = null;
    this.nav.replaceChildren();
    if (NARROW.matches) {
      this.nav.append(...this.section("Menu", () => [this.listed((...group) => this.group(...group))]));
    } else {
      this.nav.append(this.listed((title, links) => this.section(title, () => [this.links(links)])));
    }
  }

  // The whole menu; `drawn` draws the links of a section.
  listed(drawn) {
    const list = made("ul");
    for (const [title, links] of this.data.sections) {
      if (!title) list.append(...links.map((link) => this.item(link)));
      else {
        const item = made("li");
        item.append(...drawn(title, links));
        list.append(item);
      }
    }
    return list;
  }

  // A button that opens the elements that `fill` makes, and closes any other section.
  section(title, fill) {
    const button = made("button");
    const panel = made("div", "menu-section");
    button.type = "button";
    button.textContent = title;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      const isOpen = this.opened?.button === button;
      this.close();
      if (isOpen) return;
      panel.replaceChildren(...fill());
      button.setAttribute("aria-expanded", "true");
      this.opened = { button, panel };
    });
    return [button, panel];
  }

  group(title, links) {
    const heading = made("span");
    heading.textContent = title;
    return [heading, this.links(links)];
  }

  links(links) {
    const list = made("ul");
    list.append(...links.map((link) => this.item(link)));
    return list;
  }

  item([address, title]) {
    const item = made("li");
    const link = made("a");
    link.href = `./${address}`;
    link.textContent = title;
    if (address === this.data.current) link.setAttribute("aria-current", "page");
    link.addEventListener("click", (event) => {
      const isForAnotherTab = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      // Without a line to the server the browser asks for the page itself.
      if (isForAnotherTab || document.querySelector(LINE_IS_AWAY)) return;
      event.preventDefault();
      this.close();
      // Else Streamlit would first make a step to the page before without its choices.
      if (link.href !== location.href) history.pushState({}, "", link.href);
      this.go(address);
    });
    item.append(link);
    return item;
  }

  close() {
    this.opened?.button.setAttribute("aria-expanded", "false");
    this.opened?.panel.replaceChildren();
    this.opened = null;
  }
}

function made(tag, classes = "") {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  return element;
}

// A link to a section leads to it once the page has come so far: with the address, it did not yet.
function goToSection(id) {
  if (!id) return;
  const watch = new MutationObserver(() => {
    const section = document.getElementById(id);
    if (!section) return;
    watch.disconnect();
    setTimeout(() => section.scrollIntoView(), MS_TO_SETTLE);
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), MS_TO_COME);
}
