// Elements. Texts become text nodes and nothing else, so no name can turn into markup.

const SVG = "http://www.w3.org/2000/svg";

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** An element of HTML with attributes, listeners (on…) and children. */
const el = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

/** An element of SVG. */
const svg = (tag, attributes = {}, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);

const byId = (id) => document.getElementById(id);

/** Tells those who do not see the page what has changed. */
function say(said) {
  byId("said").textContent = said;
}

const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
const FONT = '"BIZ UDPGothic", "Yu Gothic UI", Meiryo, "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif';

/** How wide a text is, in pixels. */
function wide(said, size, bold = false) {
  const key = `${size}${bold ? "b" : ""}${said}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 20000) widths.clear();
    pen.font = `${bold ? "bold " : ""}${size}px ${FONT}`;
    width = pen.measureText(said).width;
    widths.set(key, width);
  }
  return width;
}

/** The longest of some forms that fits, or none. */
const fitting = (forms, room, size, bold) => forms.find((form) => wide(form, size, bold) <= room) ?? "";
