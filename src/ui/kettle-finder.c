// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-finder.h"

#include "ui/kettle-announce.h"
#include "ui/kettle-presentation.h"

#include <glib/gi18n.h>

/*
 * The dialogue that finds the kettle. It shows what the scanner does and found, judges a typed
 * address with the judge it was given, and leaves what comes of it to whoever listens.
 */

struct _KettleFinder {
  GtkWindow parent_instance;

  GtkLabel *heading;
  GtkButton *look;
  GtkProgressBar *progress;
  GtkWidget *results;
  GtkListBox *list;
  GtkLabel *verdict;
  GtkLabel *telling;
  GtkEntry *entry;
  GtkWidget *connect;
  GtkLabel *complaint;
  GtkWidget *demo;

  KettleScanner *scanner;
  KettleFinderJudge judge; /* (nullable) */
  gboolean ended;          /* whether a look has ended since the dialogue was opened */
  gboolean complete;       /* whether that one came to its end */
};

G_DEFINE_FINAL_TYPE (KettleFinder, kettle_finder, GTK_TYPE_WINDOW)

static guint look_signal;
static guint chosen_signal;
static guint address_entered_signal;
static guint demo_signal;
static guint set_up_signal;

/* An empty label takes no room, and not the spacing around it either. */
static void
tell (GtkLabel *label, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
  gtk_label_set_label (label, text != NULL ? text : "");
}

static char *
dup_address (KettleFound *found)
{
  return kettle_presentation_dup_address (kettle_found_get_host (found),
                                          kettle_found_get_port (found));
}

static gboolean
has_own (KettleFinder *self)
{
  GListModel *model = G_LIST_MODEL (self->scanner);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (KettleFound) found = g_list_model_get_item (model, i);

    if (kettle_found_is_own (found))
      return TRUE;
  }

  return FALSE;
}

static GArray *
dup_coverage (const KettleScanPlan *plan, gboolean own)
{
  GArray *coverage = g_array_new (FALSE, FALSE, sizeof (KettleCoverage));

  for (guint i = 0; i < plan->ranges->len; i++) {
    const KettleScanRange *range = &g_array_index (plan->ranges, KettleScanRange, i);
    KettleCoverage one = { range->network, range->n_planned, range->n_hosts };

    /* The kettle that Kettle is connected with is not asked, but it is no gap either. */
    if (own && range->n_planned > 0 && range->n_planned + 1 == range->n_hosts)
      one.n_planned = one.n_hosts;
    g_array_append_val (coverage, one);
  }

  return coverage;
}

static char *
dup_telling (KettleFinder *self)
{
  const KettleScanPlan *plan = kettle_scanner_get_plan (self->scanner);
  gboolean running = kettle_scanner_is_running (self->scanner);
  guint n_done = kettle_scanner_get_n_done (self->scanner);
  g_autoptr (GArray) coverage = NULL;
  const KettleCoverage *ranges = NULL;

  if (plan == NULL || (!running && !self->ended))
    return NULL;

  coverage = dup_coverage (plan, has_own (self));
  ranges = (gconstpointer) coverage->data;
  if (running)
    return kettle_presentation_dup_scan_progress (n_done, plan->addresses->len, ranges,
                                                  coverage->len);
  if (!self->complete)
    return kettle_presentation_dup_scan_stopped (n_done, plan->addresses->len);

  return kettle_presentation_dup_scan_coverage (ranges, coverage->len, plan->n_refused);
}

/* Returns: what came of the look that ended; NULL where the list says it. */
static const char *
get_verdict (KettleFinder *self)
{
  const KettleScanPlan *plan = kettle_scanner_get_plan (self->scanner);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->scanner));

  if (!self->ended || !self->complete || plan == NULL || plan->ranges->len == 0)
    return NULL;

  if (n == 0)
    return _ ("No kettle was found. Check that its base has power and that it is in the same "
              "network as this computer, then look again.");

  for (guint i = 0; i < n; i++) {
    g_autoptr (KettleFound) found = g_list_model_get_item (G_LIST_MODEL (self->scanner), i);

    if (!kettle_found_is_own (found))
      return NULL;
  }

  return _ ("No other kettle was found.");
}

static void
update_look (KettleFinder *self)
{
  gboolean running = kettle_scanner_is_running (self->scanner);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self->look));
  g_autofree char *telling = dup_telling (self);

  /* Translators: the button that starts looking for kettles, and the one that ends it */
  gtk_button_set_label (self->look, running ? _ ("_Stop") : _ ("_Look"));
  if (running)
    gtk_style_context_remove_class (style, GTK_STYLE_CLASS_SUGGESTED_ACTION);
  else
    gtk_style_context_add_class (style, GTK_STYLE_CLASS_SUGGESTED_ACTION);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_progress_bar_set_fraction (self->progress, kettle_scanner_get_progress (self->scanner));
  tell (self->verdict, running ? NULL : get_verdict (self));
  tell (self->telling, telling);
}

static void
on_running_changed (KettleFinder *self)
{
  if (kettle_scanner_is_running (self->scanner))
    self->ended = FALSE;
  update_look (self);
}

static void
on_ended (KettleFinder *self, gboolean complete)
{
  const char *verdict = NULL;

  self->ended = TRUE;
  self->complete = complete;
  update_look (self);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  verdict = get_verdict (self);
  if (verdict != NULL)
    kettle_announce (GTK_WIDGET (self->verdict), verdict);
  kettle_announce (GTK_WIDGET (self->telling), gtk_label_get_label (self->telling));
}

static void
on_items_changed (KettleFinder *self, guint position, guint removed, guint added)
{
  GListModel *model = G_LIST_MODEL (self->scanner);

  gtk_widget_set_visible (self->results, g_list_model_get_n_items (model) > 0);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  for (guint i = position; i < position + added; i++) {
    g_autoptr (KettleFound) found = g_list_model_get_item (model, i);
    g_autofree char *address = dup_address (found);
    g_autofree char *text = NULL;

    /* Translators: said by a screen reader; %s is an address, such as 192.168.1.20 */
    text = g_strdup_printf (_ ("Kettle found at %s"), address);
    kettle_announce (GTK_WIDGET (self->list), text);
  }
}

static void
on_look_clicked (KettleFinder *self)
{
  if (kettle_scanner_is_running (self->scanner))
    kettle_scanner_cancel (self->scanner);
  else
    g_signal_emit (self, look_signal, 0);
}

static void
choose (KettleFinder *self, GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);
  g_autoptr (KettleFound) found = NULL;

  if (index >= 0)
    found = g_list_model_get_item (G_LIST_MODEL (self->scanner), (guint) index);
  if (found != NULL && !kettle_found_is_own (found))
    g_signal_emit (self, chosen_signal, 0, found);
}

static void
on_row_activated (KettleFinder *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
on_use_clicked (GtkWidget *button, KettleFinder *self)
{
  choose (self, GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW)));
}

static GtkWidget *
make_label (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), style_class);

  return label;
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  KettleFinder *self = user_data;
  KettleFound *found = item;
  gboolean own = kettle_found_is_own (found);
  g_autofree char *address = dup_address (found);
  g_autofree char *detail = kettle_presentation_dup_found_detail (
      kettle_found_get_mac (found), kettle_found_get_seconds (found), own);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_container_add (GTK_CONTAINER (words), make_label (address, "address"));
  gtk_container_add (GTK_CONTAINER (words), make_label (detail, "quiet"));
  gtk_box_pack_start (GTK_BOX (box), words, TRUE, TRUE, 0);
  if (!own) {
    GtkWidget *use = gtk_button_new_with_mnemonic (_ ("_Use This Kettle"));

    gtk_widget_set_valign (use, GTK_ALIGN_CENTER);
    atk_object_set_description (gtk_widget_get_accessible (use), address);
    g_signal_connect_object (use, "clicked", G_CALLBACK (on_use_clicked), self, 0);
    gtk_box_pack_end (GTK_BOX (box), use, FALSE, FALSE, 0);
  }
  gtk_container_add (GTK_CONTAINER (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !own);
  atk_object_set_name (gtk_widget_get_accessible (row), address);
  atk_object_set_description (gtk_widget_get_accessible (row), detail);
  gtk_widget_show_all (row);

  return row;
}

static char *
dup_entered (KettleFinder *self)
{
  return g_strstrip (g_strdup (gtk_entry_get_text (self->entry)));
}

static void
show_complaint (KettleFinder *self, const char *text)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self->entry));
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self->entry));

  if (text != NULL)
    gtk_style_context_add_class (style, GTK_STYLE_CLASS_ERROR);
  else
    gtk_style_context_remove_class (style, GTK_STYLE_CLASS_ERROR);
  atk_object_set_description (accessible, text != NULL ? text : "");

  if (text != NULL && g_strcmp0 (text, gtk_label_get_label (self->complaint)) != 0)
    kettle_announce (GTK_WIDGET (self->complaint), text);
  tell (self->complaint, text);
}

static void
judge_entered (KettleFinder *self)
{
  g_autofree char *text = dup_entered (self);
  const char *complaint = NULL;

  if (*text != '\0' && self->judge != NULL)
    complaint = self->judge (text);

  gtk_widget_set_sensitive (self->connect, *text != '\0' && complaint == NULL);
  show_complaint (self, complaint);
}

static void
on_changed (KettleFinder *self)
{
  judge_entered (self);
}

static void
on_connect (KettleFinder *self)
{
  g_autofree char *text = dup_entered (self);

  if (gtk_widget_get_sensitive (self->connect))
    g_signal_emit (self, address_entered_signal, 0, text);
}

static void
on_demo_clicked (KettleFinder *self)
{
  g_signal_emit (self, demo_signal, 0);
}

static void
on_set_up_clicked (KettleFinder *self)
{
  g_signal_emit (self, set_up_signal, 0);
}

/* The key binding of Esc and Ctrl+W. */
static void
kettle_finder_close (KettleFinder *self)
{
  gtk_widget_hide (GTK_WIDGET (self));
}

static gboolean
kettle_finder_delete_event (GtkWidget *widget, GdkEventAny *event)
{
  gtk_widget_hide (widget);

  return TRUE;
}

static void
kettle_finder_show (GtkWidget *widget)
{
  KettleFinder *self = KETTLE_FINDER (widget);

  /* What came of an earlier look is no news any more. */
  self->ended = FALSE;
  update_look (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->look));

  GTK_WIDGET_CLASS (kettle_finder_parent_class)->show (widget);
}

static void
kettle_finder_hide (GtkWidget *widget)
{
  KettleFinder *self = KETTLE_FINDER (widget);

  GTK_WIDGET_CLASS (kettle_finder_parent_class)->hide (widget);
  if (self->scanner != NULL)
    kettle_scanner_cancel (self->scanner);
}

static void
kettle_finder_dispose (GObject *object)
{
  KettleFinder *self = KETTLE_FINDER (object);

  if (self->scanner != NULL) {
    g_signal_handlers_disconnect_by_data (self->scanner, self);
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
    if (gtk_widget_get_visible (GTK_WIDGET (self)))
      kettle_scanner_cancel (self->scanner);
  }
  g_clear_object (&self->scanner);

  G_OBJECT_CLASS (kettle_finder_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, OBJECT_PATH "/kettle-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, KettleFinder, heading);
  gtk_widget_class_bind_template_child (widget_class, KettleFinder, look);
  gtk_widget_class_bind_template_child (widget_class, KettleFinder, progress);
  gtk_widget_class_bind_template_child (widget_class, KettleFinder, results);
  gtk_widget_class_bind_template_child (widget_class, KettleFinder, list);
  gtk_widget_class_bind_template_child (widget_class, KettleFinder, verdict);
  gtk_widget_class_bind_template_child (widget_class, KettleFinder, telling);
  gtk_widget_class_bind_template_child (widget_class, KettleFinder, entry);
  gtk_widget_class_bind_template_child (widget_class, KettleFinder, connect);
  gtk_widget_class_bind_template_child (widget_class, KettleFinder, complaint);
  gtk_widget_class_bind_template_child (widget_class, KettleFinder, demo);
  gtk_widget_class_bind_template_callback (widget_class, on_look_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_connect);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_demo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_set_up_clicked);
}

static void
kettle_finder_class_init (KettleFinderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);
  GtkBindingSet *bindings = gtk_binding_set_by_class (klass);

  G_OBJECT_CLASS (klass)->dispose = kettle_finder_dispose;
  widget_class->delete_event = kettle_finder_delete_event;
  widget_class->show = kettle_finder_show;
  widget_class->hide = kettle_finder_hide;

  look_signal = g_signal_new ("look", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  chosen_signal = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, KETTLE_TYPE_FOUND);
  address_entered_signal = g_signal_new ("address-entered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  demo_signal = g_signal_new ("demo", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  set_up_signal =
      g_signal_new ("set-up", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_signal_new_class_handler ("close", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
                              G_CALLBACK (kettle_finder_close), NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_binding_entry_add_signal (bindings, GDK_KEY_Escape, 0, "close", 0);
  gtk_binding_entry_add_signal (bindings, GDK_KEY_w, GDK_CONTROL_MASK, "close", 0);

  bind_template (widget_class);
}

static void
kettle_finder_init (KettleFinder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* It leads elsewhere, as a link does. */
  gtk_widget_set_state_flags (self->demo, GTK_STATE_FLAG_LINK, FALSE);
  kettle_finder_set_first (self, FALSE);
}

/**
 * kettle_finder_new:
 * @parent: (nullable): the window it belongs to and ends with
 * @scanner: what looks around
 *
 * Returns: (transfer none): the dialogue, not shown yet, owned by GTK until it is destroyed
 */
KettleFinder *
kettle_finder_new (GtkWindow *parent, KettleScanner *scanner)
{
  KettleFinder *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (KETTLE_IS_SCANNER (scanner), NULL);

  self = g_object_new (KETTLE_TYPE_FINDER, "transient-for", parent, NULL);
  /* For the shortcuts of the application, such as Ctrl+Q. */
  if (parent != NULL)
    gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (parent));

  self->scanner = g_object_ref (scanner);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (scanner), make_row, self, NULL);
  g_signal_connect_object (scanner, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scanner, "notify::running", G_CALLBACK (on_running_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scanner, "notify::progress", G_CALLBACK (update_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scanner, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  on_items_changed (self, 0, 0, 0);
  update_look (self);

  return self;
}

void
kettle_finder_set_first (KettleFinder *self, gboolean first)
{
  g_return_if_fail (KETTLE_IS_FINDER (self));

  gtk_label_set_label (self->heading,
                       first ? _ ("Let's find your kettle") : _ ("Find your kettle"));
}

void
kettle_finder_set_complaint (KettleFinder *self, const char *complaint)
{
  g_return_if_fail (KETTLE_IS_FINDER (self));

  show_complaint (self, complaint);
  if (complaint != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
kettle_finder_set_address (KettleFinder *self, const char *address)
{
  g_return_if_fail (KETTLE_IS_FINDER (self));

  /* What is being typed is never taken away. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || gtk_entry_get_text_length (self->entry) == 0)
    gtk_entry_set_text (self->entry, address != NULL ? address : "");
}

void
kettle_finder_set_judge (KettleFinder *self, KettleFinderJudge judge)
{
  g_return_if_fail (KETTLE_IS_FINDER (self));

  self->judge = judge;
  judge_entered (self);
}
