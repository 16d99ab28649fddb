// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-page.h"

#include "ui/kettle-announce.h"

/* So wide is a paragraph at most, in characters: as wide as it is comfortable to read. */
#define PARAGRAPH_WIDTH 58

typedef struct {
  KettleWifiErrand *errand; /* not owned: the assistant's; NULL while the page is not shown */
  GtkWidget *heading;       /* (nullable) */
  char *next;
  KettleWifiPageStyle style;
  gboolean ready;
} KettleWifiPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KettleWifiPage, kettle_wifi_page, GTK_TYPE_BOX)

static guint changed_signal;
static guint done_signal;
static guint elsewhere_signal;

static KettleWifiPagePrivate *
get_private (KettleWifiPage *self)
{
  return kettle_wifi_page_get_instance_private (self);
}

static void
kettle_wifi_page_finalize (GObject *object)
{
  g_free (get_private (KETTLE_WIFI_PAGE (object))->next);

  G_OBJECT_CLASS (kettle_wifi_page_parent_class)->finalize (object);
}

static void
kettle_wifi_page_class_init (KettleWifiPageClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kettle_wifi_page_finalize;

  changed_signal =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  done_signal = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  elsewhere_signal = g_signal_new ("elsewhere", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
kettle_wifi_page_init (KettleWifiPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wifi");
  gtk_widget_show (GTK_WIDGET (self));
}

/**
 * kettle_wifi_page_enter:
 * @self: the page
 * @errand: (transfer none): what it works on until it is left
 */
void
kettle_wifi_page_enter (KettleWifiPage *self, KettleWifiErrand *errand)
{
  g_return_if_fail (KETTLE_IS_WIFI_PAGE (self));
  g_return_if_fail (errand != NULL);

  get_private (self)->errand = errand;
  KETTLE_WIFI_PAGE_GET_CLASS (self)->enter (self);
  /* The focus is on a button, which says nothing of what it is about. */
  if (get_private (self)->errand != NULL && get_private (self)->heading != NULL)
    kettle_announce (get_private (self)->heading,
                     gtk_label_get_label (GTK_LABEL (get_private (self)->heading)));
}

/**
 * kettle_wifi_page_leave:
 * @self: the page
 *
 * Does nothing for a page that is not shown.
 */
void
kettle_wifi_page_leave (KettleWifiPage *self)
{
  KettleWifiPageClass *klass;

  g_return_if_fail (KETTLE_IS_WIFI_PAGE (self));

  klass = KETTLE_WIFI_PAGE_GET_CLASS (self);
  if (get_private (self)->errand != NULL && klass->leave != NULL)
    klass->leave (self);
  get_private (self)->errand = NULL;
}

/**
 * kettle_wifi_page_go_on:
 * @self: the page
 *
 * The next step is wanted. Does nothing while it cannot be taken.
 */
void
kettle_wifi_page_go_on (KettleWifiPage *self)
{
  KettleWifiPageClass *klass;

  g_return_if_fail (KETTLE_IS_WIFI_PAGE (self));

  klass = KETTLE_WIFI_PAGE_GET_CLASS (self);
  if (get_private (self)->errand == NULL || !get_private (self)->ready)
    return;

  if (klass->go_on != NULL)
    klass->go_on (self);
  else
    kettle_wifi_page_done (self);
}

/* Returns: (nullable): the errand, while the page is shown. */
KettleWifiErrand *
kettle_wifi_page_get_errand (KettleWifiPage *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_PAGE (self), NULL);

  return get_private (self)->errand;
}

/* Returns: (nullable): what the next step is called, with a mnemonic; NULL when there is none. */
const char *
kettle_wifi_page_get_next (KettleWifiPage *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_PAGE (self), NULL);

  return get_private (self)->next;
}

KettleWifiPageStyle
kettle_wifi_page_get_style (KettleWifiPage *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_PAGE (self), KETTLE_WIFI_PAGE_PLAIN);

  return get_private (self)->style;
}

gboolean
kettle_wifi_page_is_ready (KettleWifiPage *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_PAGE (self), FALSE);

  return get_private (self)->ready;
}

void
kettle_wifi_page_set_next (KettleWifiPage *self, const char *label, KettleWifiPageStyle style)
{
  KettleWifiPagePrivate *private = get_private (self);

  if (g_strcmp0 (private->next, label) == 0 && private->style == style)
    return;

  g_free (private->next);
  private->next = g_strdup (label);
  private->style = style;
  g_signal_emit (self, changed_signal, 0);
}

void
kettle_wifi_page_set_ready (KettleWifiPage *self, gboolean ready)
{
  KettleWifiPagePrivate *private = get_private (self);

  if (private->ready == ready)
    return;

  private->ready = ready;
  g_signal_emit (self, changed_signal, 0);
}

void
kettle_wifi_page_done (KettleWifiPage *self)
{
  g_signal_emit (self, done_signal, 0);
}

void
kettle_wifi_page_go_elsewhere (KettleWifiPage *self, KettleWifiPlace place)
{
  g_signal_emit (self, elsewhere_signal, 0, (int) place);
}

GtkWidget *
kettle_wifi_page_make_label (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "wrap", TRUE, "max-width-chars", PARAGRAPH_WIDTH, "visible",
                TRUE, NULL);
  if (style_class != NULL)
    gtk_style_context_add_class (gtk_widget_get_style_context (label), style_class);

  return label;
}

GtkWidget *
kettle_wifi_page_add_heading (KettleWifiPage *self, const char *text)
{
  GtkWidget *label = kettle_wifi_page_make_label (text, "heading");

  atk_object_set_role (gtk_widget_get_accessible (label), ATK_ROLE_HEADING);
  gtk_container_add (GTK_CONTAINER (self), label);
  get_private (self)->heading = label;

  return label;
}

GtkWidget *
kettle_wifi_page_add_text (KettleWifiPage *self, const char *text)
{
  GtkWidget *label = kettle_wifi_page_make_label (text, "quiet");

  gtk_container_add (GTK_CONTAINER (self), label);

  return label;
}

/* What is wrong ("complaint") or good to know ("hint"); hidden until there is something. */
GtkWidget *
kettle_wifi_page_add_notice (KettleWifiPage *self, const char *style_class)
{
  GtkWidget *label = kettle_wifi_page_make_label ("", style_class);

  gtk_widget_hide (label);
  gtk_container_add (GTK_CONTAINER (self), label);

  return label;
}

/* A column whose parts belong together. */
GtkWidget *
kettle_wifi_page_add_group (KettleWifiPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_show (box);
  gtk_container_add (GTK_CONTAINER (self), box);

  return box;
}

/* A label with a mnemonic, and under it what it names. Returns: (transfer none): the label. */
GtkWidget *
kettle_wifi_page_add_field (GtkWidget *box, const char *text, GtkWidget *widget)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  g_object_set (label, "xalign", 0.0, "mnemonic-widget", widget, "visible", TRUE, NULL);
  gtk_container_add (GTK_CONTAINER (box), label);
  gtk_container_add (GTK_CONTAINER (box), widget);
  gtk_widget_show (widget);

  return label;
}

/* Names and values in a frame. Returns: (transfer none): what rows are added to. */
GtkWidget *
kettle_wifi_page_add_rows (KettleWifiPage *self, const char *accessible_name)
{
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_style_context_add_class (gtk_widget_get_style_context (rows), "rows");
  atk_object_set_name (gtk_widget_get_accessible (rows), accessible_name);
  gtk_container_add (GTK_CONTAINER (frame), rows);
  gtk_container_add (GTK_CONTAINER (self), frame);
  gtk_widget_show_all (frame);

  return rows;
}

void
kettle_wifi_page_add_row (GtkWidget *rows, const char *name, const char *value)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = gtk_label_new (name);
  GtkWidget *right = gtk_label_new (value);

  gtk_style_context_add_class (gtk_widget_get_style_context (row), "row");
  gtk_style_context_add_class (gtk_widget_get_style_context (left), "quiet");
  g_object_set (left, "xalign", 0.0, "yalign", 0.0, "width-chars", 16, NULL);
  g_object_set (right, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE, "wrap-mode",
                PANGO_WRAP_WORD_CHAR, "max-width-chars", 36, NULL);
  atk_object_set_description (gtk_widget_get_accessible (right), name);
  gtk_container_add (GTK_CONTAINER (row), left);
  gtk_container_add (GTK_CONTAINER (row), right);
  gtk_container_add (GTK_CONTAINER (rows), row);
  gtk_widget_show_all (row);
}

void
kettle_wifi_page_clear_rows (GtkWidget *rows)
{
  gtk_container_foreach (GTK_CONTAINER (rows), (GtkCallback) (void *) gtk_widget_destroy, NULL);
}

/* A button that leads elsewhere than to the next page, as a link does. */
GtkWidget *
kettle_wifi_page_make_way_out (const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GtkStyleContext *style = gtk_widget_get_style_context (button);

  gtk_style_context_add_class (style, GTK_STYLE_CLASS_FLAT);
  gtk_style_context_add_class (style, "way-out");
  gtk_widget_set_state_flags (button, GTK_STATE_FLAG_LINK, FALSE);
  g_object_set (button, "halign", GTK_ALIGN_START, "visible", TRUE, NULL);

  return button;
}

void
kettle_wifi_page_tell (GtkWidget *label, const char *text)
{
  const char *before = gtk_label_get_label (GTK_LABEL (label));
  const gboolean is_new = text != NULL && *text != '\0' && g_strcmp0 (before, text) != 0;

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
  if (is_new && gtk_widget_get_mapped (label))
    kettle_announce (label, text);
}
