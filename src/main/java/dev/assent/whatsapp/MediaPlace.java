package dev.assent.whatsapp;

import java.net.URI;

/** Where Meta keeps a file for some minutes. */
record MediaPlace(URI url, String mimeType, long size) {}
