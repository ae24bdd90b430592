package org.commonprosperity.portal.office;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server that falls silent: from the start, or when it has taken the text of a
 * message and would have to say whether it keeps it.
 */
final class SilentServer implements AutoCloseable {

	private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

	private final List<Socket> open = new CopyOnWriteArrayList<>();

	private SilentServer(boolean speaks) throws IOException {
		Thread thread = new Thread(() -> accept(speaks), "silent-server");
		thread.setDaemon(true);
		thread.start();
	}

	static SilentServer fromTheStart() throws IOException {
		return new SilentServer(false);
	}

	static SilentServer afterTheText() throws IOException {
		return new SilentServer(true);
	}

	int port() {
		return this.socket.getLocalPort();
	}

	private void accept(boolean speaks) {
		try {
			while (true) {
				Socket caller = this.socket.accept();
				this.open.add(caller);
				if (speaks) {
					talk(caller);
				}
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private static void talk(Socket caller) throws IOException {
		BufferedReader in = new BufferedReader(
				new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
		say(caller, "220 here");
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			if (line.equals("DATA")) {
				say(caller, "354 go on");
				return;
			}
			say(caller, "250 fine");
		}
	}

	private static void say(Socket caller, String line) throws IOException {
		OutputStream out = caller.getOutputStream();
		out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		for (Socket caller : this.open) {
			caller.close();
		}
	}

}
