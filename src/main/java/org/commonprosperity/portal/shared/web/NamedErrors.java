package org.commonprosperity.portal.shared.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IComment;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.ITemplateEnd;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

import org.springframework.stereotype.Component;

/**
 * Puts the name of its field before each error in the summary of a form, so that two
 * errors with the same words can be told apart. The summary stands above the fields,
 * whose labels are drawn later: so from the summary on the page waits until it is whole.
 * An error that says the label itself stays as it is.
 */
@Component
class NamedErrors extends AbstractDialect implements IPostProcessorDialect {

	/** Stands in a summary where the name of the field goes. */
	static final String PLACE = "\ue000";

	private static final int LAST = 1000;

	NamedErrors() {
		super("named errors");
	}

	@Override
	public int getDialectPostProcessorPrecedence() {
		return LAST;
	}

	@Override
	public Set<IPostProcessor> getPostProcessors() {
		return Set.of(new PostProcessor(TemplateMode.HTML, Handler.class, LAST));
	}

	/**
	 * Reads one page as it is drawn; made by the template engine, which asks for a public
	 * class.
	 */
	public static final class Handler extends AbstractTemplateHandler {

		private final Map<String, String> labels = new HashMap<>();

		private final Deque<IOpenElementTag> open = new ArrayDeque<>();

		private final List<Runnable> waiting = new ArrayList<>();

		private boolean waits;

		/** The field whose label is being drawn, and how deep its element lies. */
		private @Nullable String labelled;

		private int labelDepth;

		/** The field of the last group of fields, which a legend names. */
		private @Nullable String group;

		private @Nullable String linked;

		@Override
		public void handleOpenElement(IOpenElementTag tag) {
			this.open.push(tag);
			String name = tag.getElementCompleteName();
			if ("errors".equals(tag.getAttributeValue("id")) && isOfClass(tag, "summary")) {
				this.waits = true;
			}
			if (this.waits) {
				if (name.equals("a") && tag.getAttributeValue("href") != null) {
					this.linked = tag.getAttributeValue("href").substring(1);
				}
				if (name.equals("fieldset")) {
					this.group = tag.getAttributeValue("id");
				}
				String field = name.equals("label") ? tag.getAttributeValue("for")
						: (name.equals("legend") ? this.group : null);
				if (field != null && this.labelled == null) {
					this.labelled = field;
					this.labelDepth = this.open.size();
				}
			}
			pass(() -> super.handleOpenElement(tag));
		}

		@Override
		public void handleCloseElement(ICloseElementTag tag) {
			if (this.labelled != null && this.open.size() == this.labelDepth) {
				this.labelled = null;
			}
			if (tag.getElementCompleteName().equals("a")) {
				this.linked = null;
			}
			this.open.poll();
			pass(() -> super.handleCloseElement(tag));
		}

		@Override
		public void handleStandaloneElement(IStandaloneElementTag tag) {
			pass(() -> super.handleStandaloneElement(tag));
		}

		@Override
		public void handleComment(IComment comment) {
			pass(() -> super.handleComment(comment));
		}

		@Override
		public void handleText(IText text) {
			if (this.labelled != null && this.open.stream().noneMatch((tag) -> isOfClass(tag, "optional"))) {
				this.labels.merge(this.labelled, text.getText(), String::concat);
			}
			String field = this.linked;
			if (this.waits && field != null) {
				this.waiting.add(() -> super.handleText(named(field, text)));
			}
			else {
				pass(() -> super.handleText(text));
			}
		}

		@Override
		public void handleTemplateEnd(ITemplateEnd end) {
			this.waiting.forEach(Runnable::run);
			this.waiting.clear();
			super.handleTemplateEnd(end);
		}

		private IText named(String field, IText text) {
			String label = this.labels.getOrDefault(field, "").strip();
			String[] parts = text.getText().split(PLACE, 2);
			if (parts.length < 2) {
				return text;
			}
			String named = (label.isEmpty() || text.getText().contains(label)) ? parts[1] : getContext()
				.getMessage(NamedErrors.class, "form.rowNamed", new Object[] { label, parts[1] }, true);
			return getContext().getModelFactory().createText(parts[0] + named);
		}

		private void pass(Runnable event) {
			if (this.waits) {
				this.waiting.add(event);
			}
			else {
				event.run();
			}
		}

		private static boolean isOfClass(IProcessableElementTag tag, String name) {
			String classes = tag.getAttributeValue("class");
			return classes != null && List.of(classes.split(" ")).contains(name);
		}

	}

}
